package com.avaone.api.catalogue;

import com.avaone.api.kernel.Rule;

/** Rules about the catalogue and what is asked for from it. */
public enum CatalogueRule implements Rule {
    EFFECTIVE_FROM_PAST(
            "effective-from-past",
            "The catalogue cannot take effect in the past",
            "What was in force then stays so: orders and quotes refer to it. Choose an instant still to come, or none for at once.",
            Kind.INVALID),
    CATALOGUE_IN_FORCE(
            "catalogue-in-force",
            "The version is or was in force",
            "Only a version that is still to come can be withdrawn. Publish another one instead.",
            Kind.CONFLICT),
    CATALOGUE_WITHDRAWN(
            "catalogue-withdrawn",
            "The version was withdrawn",
            "It never takes effect. There is nothing to be changed.",
            Kind.CONFLICT),
    CATALOGUE_OUTDATED(
            "catalogue-outdated",
            "The prices have changed meanwhile",
            "What you saw is not in force any more. Look at the prices again, and send it once more.",
            Kind.CONFLICT),
    NOT_IN_CATALOGUE(
            "not-in-catalogue",
            "This is not in the catalogue",
            "It is not sold, or not any more. Choose something else.",
            Kind.UNPROCESSABLE),
    NOT_SOLD_SO(
            "not-sold-so",
            "There is no such price",
            "The plan is not sold for this interval or in this currency. Choose another.",
            Kind.UNPROCESSABLE),
    SEATS_NOT_POSSIBLE(
            "seats-not-possible",
            "The plan is not sold for so many seats",
            "Choose another number of seats, or another plan.",
            Kind.UNPROCESSABLE),
    PRICE_ON_REQUEST(
            "price-on-request",
            "The price of this is told on request",
            "What has no price in the catalogue cannot be saved as a quote or ordered. Ask for a price.",
            Kind.UNPROCESSABLE),
    QUOTE_EXPIRED(
            "quote-expired",
            "The quote is over",
            "A quote can be ordered for 14 days; it stays readable. Have the same priced anew, and order that.",
            Kind.CONFLICT),
    QUOTE_EXISTS(
            "quote-exists",
            "The quote was saved before",
            "What was offered is never changed. Save another quote.",
            Kind.CONFLICT);

    private final Text text;

    CatalogueRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
