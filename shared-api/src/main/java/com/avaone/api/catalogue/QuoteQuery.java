package com.avaone.api.catalogue;

import static com.avaone.api.kernel.Permission.VISIT;

import com.avaone.api.kernel.Needs;

/** What can be asked about saved quotes. */
public sealed interface QuoteQuery {

    /** One of them, for whoever knows its identifier. Answers {@link QuoteView}; refused as not-found. */
    @Needs(VISIT)
    record FindQuote(QuoteId quoteId) implements QuoteQuery {}
}
