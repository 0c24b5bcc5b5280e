package com.avaone.command.webhook;

import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookSecret;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.command.kernel.memory.CredentialVault;
import com.avaone.command.kernel.memory.Secret;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Keeps the secrets in the credential vault, so that they can be read back: a signature needs the secret itself. */
final class VaultWebhookSecrets implements WebhookSecrets {

    static final String KIND = "webhook-secret";

    private final CredentialVault vault;

    VaultWebhookSecrets(CredentialVault vault) {
        this.vault = vault;
    }

    @Override
    public void keep(WebhookId webhookId, WebhookSecretId secretId, WebhookSecret secret) {
        vault.put(KIND, subject(webhookId, secretId), new Secret(secret.text()));
    }

    @Override
    public Optional<WebhookSecret> find(WebhookId webhookId, WebhookSecretId secretId) {
        return vault.find(KIND, subject(webhookId, secretId))
                .map(Secret::reveal)
                .map(WebhookSecret::new);
    }

    @Override
    public void forget(WebhookId webhookId, WebhookSecretId secretId) {
        vault.remove(KIND, subject(webhookId, secretId));
    }

    @Override
    public void forgetEarlier(WebhookId webhookId, WebhookSecretId than, Set<WebhookSecretId> kept) {
        var newest = subject(webhookId, than);
        var good = kept.stream().map(secretId -> subject(webhookId, secretId)).toList();
        // Their names are in the order in which they were made.
        subjects(webhookId)
                .filter(subject -> subject.compareTo(newest) < 0 && !good.contains(subject))
                .forEach(subject -> vault.remove(KIND, subject));
    }

    @Override
    public void forgetAll(WebhookId webhookId) {
        subjects(webhookId).forEach(subject -> vault.remove(KIND, subject));
    }

    private Stream<String> subjects(WebhookId webhookId) {
        return vault.all(KIND).keySet().stream().filter(subject -> subject.startsWith(webhookId + "/"));
    }

    private static String subject(WebhookId webhookId, WebhookSecretId secretId) {
        return webhookId + "/" + secretId;
    }
}
