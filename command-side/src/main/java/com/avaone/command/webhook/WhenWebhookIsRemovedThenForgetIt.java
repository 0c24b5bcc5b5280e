package com.avaone.command.webhook;

import com.avaone.api.webhook.WebhookDeliveries;
import com.avaone.api.webhook.WebhookEvent.WebhookRemoved;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.UniqueValues;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Leaves nothing of an endpoint that was removed: its deliveries and secrets go, and its place is free for another. */
@Component
@CommandRole
@ProcessingGroup("WhenWebhookIsRemovedThenForgetIt")
class WhenWebhookIsRemovedThenForgetIt {

    private final WebhookDeliveries deliveries;
    private final WebhookSecrets secrets;
    private final UniqueValues uniqueValues;

    WhenWebhookIsRemovedThenForgetIt(WebhookDeliveries deliveries, WebhookSecrets secrets, UniqueValues uniqueValues) {
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.uniqueValues = uniqueValues;
    }

    @EventHandler
    void on(WebhookRemoved event) {
        deliveries.forget(event.webhookId());
        secrets.forgetAll(event.webhookId());
        uniqueValues.freeAllBut(
                List.of(),
                event.organizationId(),
                Webhook.PLACE,
                event.webhookId().value());
    }
}
