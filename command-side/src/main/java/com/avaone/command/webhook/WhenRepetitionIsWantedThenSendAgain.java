package com.avaone.command.webhook;

import com.avaone.api.webhook.WebhookDeliveries;
import com.avaone.api.webhook.WebhookEvent.WebhookRecoveryRequested;
import com.avaone.api.webhook.WebhookEvent.WebhookResendRequested;
import com.avaone.command.kernel.CommandRole;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Has sent again what was asked for. That an event comes twice does no harm: its receiver knows it by its identifier. */
@Component
@CommandRole
@ProcessingGroup("WhenRepetitionIsWantedThenSendAgain")
class WhenRepetitionIsWantedThenSendAgain {

    private final WebhookDeliveries deliveries;

    WhenRepetitionIsWantedThenSendAgain(WebhookDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @EventHandler
    void on(WebhookRecoveryRequested event) {
        deliveries.recover(event.webhookId(), event.since());
    }

    @EventHandler
    void on(WebhookResendRequested event) {
        deliveries.resend(event.webhookId(), event.deliveryId());
    }
}
