package com.avaone.command.webhook;

import com.avaone.api.user.Identities;
import com.avaone.api.webhook.WebhookDeliveries;
import com.avaone.api.webhook.WebhookEvent.WebhookRemoved;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.DeletedOrganizations;
import com.avaone.command.kernel.UniqueValues;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Leaves nothing of an endpoint that was removed: its deliveries and secrets go, and its place is free for another. */
@Component
@CommandRole
@ProcessingGroup("WhenWebhookIsRemovedThenForgetIt")
class WhenWebhookIsRemovedThenForgetIt {

    private final WebhookDeliveries deliveries;
    private final WebhookSecrets secrets;
    private final UniqueValues uniqueValues;
    private final Identities identities;

    WhenWebhookIsRemovedThenForgetIt(
            WebhookDeliveries deliveries, WebhookSecrets secrets, UniqueValues uniqueValues, Identities identities) {
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.uniqueValues = uniqueValues;
        this.identities = identities;
    }

    @EventHandler
    void on(WebhookRemoved event, EventMessage<?> message) {
        // Whoever sends would take it for active, and begin anew.
        DeletedOrganizations.awaitKnown(message, identities);
        secrets.forgetAll(event.webhookId());
        deliveries.forget(event.webhookId());
        uniqueValues.freeAllBut(
                List.of(),
                event.organizationId(),
                Webhook.PLACE,
                event.webhookId().value());
    }
}
