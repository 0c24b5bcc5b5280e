package com.avaone.api.communication;

import com.avaone.api.kernel.StableName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What became known of an address that mail goes to. Belongs to no organization, and does not say the address. */
public sealed interface MailEvent {

    /** The address concerned. */
    MailAddressId addressId();

    /**
     * A mail came back.
     *
     * @param reportId by which the mail provider knows its report
     * @param mailId which mail; absent where the report does not say
     */
    @StableName("mail.bounced")
    @Revision("1")
    record MailBounced(
            MailAddressId addressId,
            String reportId,
            @Nullable MailId mailId,
            BounceKind kind) implements MailEvent {}

    /**
     * The recipient called a mail unwanted.
     *
     * @param reportId by which the mail provider knows its report
     * @param mailId which mail; absent where the report does not say
     */
    @StableName("mail.complained")
    @Revision("1")
    record MailComplained(
            MailAddressId addressId,
            String reportId,
            @Nullable MailId mailId) implements MailEvent {}

    /**
     * Nothing is sent to the address any more.
     *
     * @param mailId which mail led to it; absent where that is not known
     */
    @StableName("mail.address-suppressed")
    @Revision("1")
    record AddressSuppressed(
            MailAddressId addressId,
            SuppressionCause cause,
            @Nullable MailId mailId) implements MailEvent {}

    /** Mail is sent to the address again. */
    @StableName("mail.address-unsuppressed")
    @Revision("1")
    record AddressUnsuppressed(MailAddressId addressId) implements MailEvent {}
}
