package com.avaone.api.catalogue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A saved quote, as it was saved whatever became of the catalogue.
 *
 * @param selection what was asked for
 * @param quote what was offered
 * @param expiresAt from when on it can be ordered no more
 * @param expired whether that is so
 * @param hash of all that was offered, in hexadecimal digits
 * @param today what the selection costs now; absent where it is not sold any more, or not so
 */
public record QuoteView(
        QuoteId quoteId,
        Selection selection,
        Quote quote,
        Instant savedAt,
        Instant expiresAt,
        boolean expired,
        String hash,
        @Nullable Quote today) {

    /** Whether the selection costs now what was offered. */
    public boolean costsTheSameToday() {
        return today != null && quote.costsTheSameAs(today);
    }
}
