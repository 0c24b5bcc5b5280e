package com.avaone.api.lead;

import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.catalogue.Selection;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know the price of, or to buy: a selection, or what a saved quote offers.
 *
 * @param selection absent where a quote is named
 * @param seen the version of the catalogue that the person saw; absent for the one in force
 * @param quoteId whose price it is; it must not be over
 * @param billing to whom it is to be billed, where it is an order: its price has to be the one in force, or the quote's
 */
public record PriceInquiry(
        @Nullable Selection selection,
        @Nullable Integer seen,
        @Nullable QuoteId quoteId,
        @Nullable BillingDetails billing) {

    /** Asks what a selection costs. */
    public PriceInquiry(Selection selection, @Nullable Integer seen) {
        this(selection, seen, null, null);
    }
}
