package com.avaone.api.webhook;

import java.util.Optional;
import java.util.Set;

/** The secrets of webhook endpoints, in the credential vault. Which are an endpoint's at this moment, its events say. */
public interface WebhookSecrets {

    /** Keeps a new secret under its name; durable when it returns. */
    void keep(WebhookId webhookId, WebhookSecretId secretId, WebhookSecret secret);

    /** The secret of that name, if there is one. */
    Optional<WebhookSecret> find(WebhookId webhookId, WebhookSecretId secretId);

    /** Forgets the secret, if there is one. */
    void forget(WebhookId webhookId, WebhookSecretId secretId);

    /**
     * Forgets the secrets of an endpoint that are older than this one.
     *
     * @param kept which of them are not forgotten
     */
    void forgetEarlier(WebhookId webhookId, WebhookSecretId than, Set<WebhookSecretId> kept);

    /** Forgets every secret of an endpoint. */
    void forgetAll(WebhookId webhookId);
}
