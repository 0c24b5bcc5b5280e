package com.avaone.api.communication;

import static com.avaone.api.kernel.Permission.AUTOMATION;
import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an address that mail goes to. */
public sealed interface CommunicationCommand {

    /** The address concerned. */
    MailAddressId addressId();

    /**
     * Notes that a mail came back. From then on nothing is sent to an address at which nobody takes mail.
     *
     * @param reportId by which the mail provider knows its report: the same one counts once
     * @param mailId which mail; absent where the report does not say
     */
    @Needs(AUTOMATION)
    record ReportBounce(
            @TargetAggregateIdentifier MailAddressId addressId,
            String reportId,
            @Nullable MailId mailId,
            BounceKind kind)
            implements CommunicationCommand {}

    /**
     * Notes that a recipient called a mail unwanted. From then on nothing is sent to the address.
     *
     * @param reportId as above
     * @param mailId as above
     */
    @Needs(AUTOMATION)
    record ReportComplaint(
            @TargetAggregateIdentifier MailAddressId addressId,
            String reportId,
            @Nullable MailId mailId) implements CommunicationCommand {}

    /** Has mail sent to the address again. */
    @Needs(CONFIGURE_SYSTEM)
    @NeedsReason
    record LiftSuppression(@TargetAggregateIdentifier MailAddressId addressId) implements CommunicationCommand {}
}
