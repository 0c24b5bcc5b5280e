package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.lead.AskedConfirmation;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadEvent.ConfirmationAsked;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Outbox;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells who filled in a form that it has come in, by one mail: with the link where the address is to be confirmed. Of leads that somebody
 * else noted only those are written to who are to confirm. Mail to a lead is forgotten when the person is erased.
 */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenLeadIsCapturedThenAnswerByMail {

    private final MailWriter mails;
    private final Outbox outbox;

    WhenLeadIsCapturedThenAnswerByMail(MailWriter mails, CommandMemory memory) {
        this.mails = mails;
        this.outbox = memory.outbox();
    }

    @EventHandler
    void on(LeadCaptured event, DomainEventMessage<?> message) {
        var template = template(event);
        var to = event.details().email();
        if (template == null || to == null || to.equals(EmailAddress.ERASED)) {
            return;
        }
        mails.write(
                message,
                new LeadMatter(
                        template,
                        event.leadId(),
                        event.organizationId(),
                        to,
                        event.details().name(),
                        event.reference(),
                        event.meeting(),
                        link(event)));
    }

    private static @Nullable MailTemplate template(LeadCaptured event) {
        if (event.confirmation() != null) {
            return MailTemplate.LEAD_CONFIRMATION;
        }
        return switch (event.source()) {
            case CONTACT_FORM, PRICING_INQUIRY -> MailTemplate.LEAD_RECEIVED;
            case MEETING_REQUEST -> MailTemplate.LEAD_MEETING;
            case SERVICE_PAGE -> event.meeting() == null ? MailTemplate.LEAD_RECEIVED : MailTemplate.LEAD_MEETING;
            case VOICE, CHECKOUT, IMPORT, MANUAL -> null;
        };
    }

    private static @Nullable Link link(LeadCaptured event) {
        var asked = event.confirmation();
        return asked == null ? null : link(event, asked);
    }

    private static Link link(LeadEvent event, AskedConfirmation asked) {
        return new Link(
                Purpose.LEAD_CONFIRMATION,
                event.leadId().value(),
                event.organizationId(),
                asked.id(),
                asked.expiresAt());
    }

    /** Without the meeting, which came with the first mail. */
    @EventHandler
    void on(ConfirmationAsked event, DomainEventMessage<?> message) {
        if (event.email().equals(EmailAddress.ERASED)) {
            return;
        }
        mails.write(
                message,
                new LeadMatter(
                        MailTemplate.LEAD_CONFIRMATION,
                        event.leadId(),
                        event.organizationId(),
                        event.email(),
                        event.name(),
                        LeadReference.of(event.leadId()),
                        null,
                        link(event, event.confirmation())));
    }

    @EventHandler
    void on(LeadErased event) {
        outbox.forgetPerson(event.leadId().value());
    }
}
