package com.avaone.api.communication;

import com.avaone.api.kernel.EmailAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address to which nothing is sent.
 *
 * @param address absent unless it was asked for, or the mail that led to it is still kept
 * @param since when nothing is sent to it
 * @param mailId the mail that led to it; absent where that is not known or it is not kept any more
 */
public record SuppressionView(
        MailAddressId addressId,
        @Nullable EmailAddress address,
        SuppressionCause cause,
        Instant since,
        @Nullable MailId mailId) {}
