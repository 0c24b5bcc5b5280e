package com.avaone.api.catalogue;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happened to a saved quote, which is the operator's. Nothing in it says for whom it is. */
public sealed interface QuoteEvent extends TenantEvent {

    /** The quote concerned. */
    QuoteId quoteId();

    /**
     * Somebody was offered this, and may order it for a while.
     *
     * @param selection what was asked for
     * @param quote what it costs, by which version of the catalogue
     * @param expiresAt from when on it can be ordered no more
     * @param hash of all that was offered: SHA-256 over the form that {@code docs/catalogue.md} lays down, in hexadecimal digits
     */
    @StableName("quote.saved")
    @Revision("1")
    record QuoteSaved(
            QuoteId quoteId,
            OrganizationId organizationId,
            Selection selection,
            Quote quote,
            Instant savedAt,
            Instant expiresAt,
            String hash)
            implements QuoteEvent {}
}
