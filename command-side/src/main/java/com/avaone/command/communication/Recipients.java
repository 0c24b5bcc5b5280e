package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.lead.LeadEvent.ConsentRecorded;
import com.avaone.api.lead.LeadEvent.ConsentWithdrawn;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.Mail;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Tells whether a mail that waited may still go to whom it was written to: by what their own events say at this moment, however far any
 * processor is.
 */
@Component
@CommandRole
class Recipients {

    private final EventStore events;

    Recipients(EventStore events) {
        this.events = events;
    }

    /** Why the mail is not sent, for the operator; empty where it may be. */
    Optional<String> against(Mail mail) {
        var needsConsent = isGovernedByConsent(mail);
        // Nothing happens after an erasure, so only what somebody agreed to has to be looked for further back.
        var from =
                needsConsent ? 0 : events.lastSequenceNumberFor(mail.personId()).orElse(0L);
        var against = Optional.<String>empty();
        var stream = events.readEvents(mail.personId(), from);
        while (stream.hasNext()) {
            against = switch (stream.next().getPayload()) {
                case LeadErased _, UserErased _, OrganizationDeleted _ -> Optional.of("The recipient was erased.");
                case ConsentWithdrawn _ when needsConsent -> Optional.of("The recipient took the consent back.");
                case ConsentRecorded _ -> Optional.empty();
                default -> against;
            };
        }
        return against;
    }

    /** Other mail to leads answers what they asked. */
    private static boolean isGovernedByConsent(Mail mail) {
        return mail.template() == MailTemplate.LEAD_CONFIRMATION;
    }
}
