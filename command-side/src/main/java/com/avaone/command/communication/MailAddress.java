package com.avaone.command.communication;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.communication.BounceKind;
import com.avaone.api.communication.CommunicationCommand;
import com.avaone.api.communication.CommunicationCommand.LiftSuppression;
import com.avaone.api.communication.CommunicationCommand.ReportBounce;
import com.avaone.api.communication.CommunicationCommand.ReportComplaint;
import com.avaone.api.communication.CommunicationRule;
import com.avaone.api.communication.MailAddressId;
import com.avaone.api.communication.MailEvent;
import com.avaone.api.communication.MailEvent.AddressSuppressed;
import com.avaone.api.communication.MailEvent.AddressUnsuppressed;
import com.avaone.api.communication.MailEvent.MailBounced;
import com.avaone.api.communication.MailEvent.MailComplained;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.SuppressionCause;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * An address that mail goes to, and whether anything is sent there. It comes to exist with the first report of the mail provider: of an
 * address where all goes well nothing is kept.
 */
@EventSourced(type = "mail-address")
@StableName("communication.mail-address.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the field
class MailAddress {

    /** A provider repeats a report for some days at most; there are few about one address. */
    private static final int REMEMBERED = 50;

    @AggregateIdentifier
    private MailAddressId addressId;

    private boolean suppressed;

    /** The last reports, so that one that comes again counts once. */
    private List<String> reports = new ArrayList<>();

    /** Axon makes an instance without state before it hands over a command or the history. */
    MailAddress() {}

    @CommandHandlerInterceptor
    void guard(CommunicationCommand command) {
        Guard.checkVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReportBounce command) {
        if (reports.contains(command.reportId())) {
            return;
        }
        apply(new MailBounced(command.addressId(), command.reportId(), command.mailId(), command.kind()));
        if (command.kind() == BounceKind.PERMANENT) {
            suppress(SuppressionCause.BOUNCED, command.addressId(), command.mailId());
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReportComplaint command) {
        if (reports.contains(command.reportId())) {
            return;
        }
        apply(new MailComplained(command.addressId(), command.reportId(), command.mailId()));
        suppress(SuppressionCause.COMPLAINED, command.addressId(), command.mailId());
    }

    private void suppress(SuppressionCause cause, MailAddressId address, @Nullable MailId mailId) {
        if (!suppressed) {
            apply(new AddressSuppressed(address, cause, mailId));
        }
    }

    @CommandHandler
    void handle(LiftSuppression command) {
        if (!suppressed) {
            throw new Rejected(CommunicationRule.ADDRESS_NOT_SUPPRESSED, "Mail is sent to this address.");
        }
        apply(new AddressUnsuppressed(addressId));
    }

    @EventSourcingHandler
    void on(MailEvent event) {
        addressId = event.addressId();
        switch (event) {
            case MailBounced e -> remember(e.reportId());
            case MailComplained e -> remember(e.reportId());
            case AddressSuppressed _ -> suppressed = true;
            case AddressUnsuppressed _ -> suppressed = false;
        }
    }

    private void remember(String reportId) {
        reports.add(reportId);
        if (reports.size() > REMEMBERED) {
            reports.removeFirst();
        }
    }
}
