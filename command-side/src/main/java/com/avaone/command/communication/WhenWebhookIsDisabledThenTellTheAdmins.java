package com.avaone.command.communication;

import com.avaone.api.user.Identities;
import com.avaone.api.webhook.WebhookEvent.WebhookDisabled;
import com.avaone.command.kernel.CommandRole;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Tells an organization's admins that the suite sends nothing more to an endpoint. What one of them did goes without saying. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenWebhookIsDisabledThenTellTheAdmins {

    private final MailWriter mails;
    private final Identities identities;

    WhenWebhookIsDisabledThenTellTheAdmins(MailWriter mails, Identities identities) {
        this.mails = mails;
        this.identities = identities;
    }

    /** Of one that was removed since there is nothing to tell. */
    @EventHandler
    void on(WebhookDisabled event, DomainEventMessage<?> message) {
        if (event.automatic()) {
            identities
                    .webhook(event.webhookId())
                    .ifPresent(webhook -> mails.write(
                            message, new WebhookMatter(event.organizationId(), event.webhookId(), webhook.url())));
        }
    }
}
