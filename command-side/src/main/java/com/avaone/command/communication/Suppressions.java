package com.avaone.command.communication;

import com.avaone.api.communication.MailAddresses;
import com.avaone.api.communication.MailEvent.AddressSuppressed;
import com.avaone.api.communication.MailEvent.AddressUnsuppressed;
import com.avaone.api.communication.SuppressionCause;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.command.kernel.CommandRole;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Tells to which addresses nothing is sent: what their own events say at this moment, however far any processor is. */
@Component
@CommandRole
class Suppressions {

    private final EventStore events;
    private final MailAddresses addresses;

    Suppressions(EventStore events, MailAddresses addresses) {
        this.events = events;
        this.addresses = addresses;
    }

    /** Why nothing is sent to an address; empty where mail is. */
    Optional<SuppressionCause> of(EmailAddress address) {
        var cause = Optional.<SuppressionCause>empty();
        var stream = events.readEvents(addresses.idOf(address).value(), 0);
        while (stream.hasNext()) {
            cause = switch (stream.next().getPayload()) {
                case AddressSuppressed e -> Optional.of(e.cause());
                case AddressUnsuppressed _ -> Optional.empty();
                default -> cause;
            };
        }
        return cause;
    }
}
