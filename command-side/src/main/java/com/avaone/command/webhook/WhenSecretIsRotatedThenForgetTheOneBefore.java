package com.avaone.command.webhook;

import com.avaone.api.webhook.WebhookEvent.WebhookSecretRotated;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.command.kernel.CommandRole;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Leaves no secret in the vault that was replaced, but the last one where messages are signed with it for a while yet. */
@Component
@CommandRole
@ProcessingGroup("WhenSecretIsRotatedThenForgetTheOneBefore")
class WhenSecretIsRotatedThenForgetTheOneBefore {

    private final WebhookSecrets secrets;

    WhenSecretIsRotatedThenForgetTheOneBefore(WebhookSecrets secrets) {
        this.secrets = secrets;
    }

    @EventHandler
    void on(WebhookSecretRotated event) {
        secrets.forgetEarlier(event.webhookId(), event.secretId(), event.previousUntil() == null ? 0 : 1);
    }
}
