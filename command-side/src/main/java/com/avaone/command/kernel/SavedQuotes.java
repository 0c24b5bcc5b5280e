package com.avaone.command.kernel;

import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.kernel.KernelRule;
import java.time.Instant;

/** Tells what was offered by a saved quote, as part of the command at hand. A command handler asks for it as a parameter. */
public interface SavedQuotes {

    /**
     * What a quote offers, however far any processor is.
     *
     * @throws com.avaone.api.kernel.Rejected as {@link KernelRule#NOT_FOUND} where there is none, and as {@link
     *     CatalogueRule#QUOTE_EXPIRED}
     */
    Quote offered(QuoteId quoteId, Instant now);
}
