package com.avaone.command.webhook;

import com.avaone.api.user.Identities;
import com.avaone.api.webhook.WebhookEvent.WebhookSecretRotated;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.api.webhook.WebhookView;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.DeletedOrganizations;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Leaves no secret in the vault that was replaced, but the one with which messages are signed for a while yet. */
@Component
@CommandRole
@ProcessingGroup("WhenSecretIsRotatedThenForgetTheOneBefore")
class WhenSecretIsRotatedThenForgetTheOneBefore {

    private final WebhookSecrets secrets;
    private final Identities identities;

    WhenSecretIsRotatedThenForgetTheOneBefore(WebhookSecrets secrets, Identities identities) {
        this.secrets = secrets;
        this.identities = identities;
    }

    @EventHandler
    void on(WebhookSecretRotated event, EventMessage<?> message) {
        DeletedOrganizations.awaitKnown(message, identities);
        secrets.forgetEarlier(event.webhookId(), event.secretId(), signedWith(event.webhookId()));
    }

    private Set<WebhookSecretId> signedWith(WebhookId webhookId) {
        return identities.webhook(webhookId).stream()
                .flatMap(webhook -> webhook.secrets().stream())
                .map(WebhookView.Secret::secretId)
                .collect(Collectors.toSet());
    }
}
