package com.avaone.command.kernel;

import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.kernel.Rejected;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what something costs by the catalogue, as part of the command at hand. A command handler asks for it as a parameter. */
public interface PriceList {

    /**
     * What a selection costs by the version that is in force, or by the one that was seen, as long as it has not been out of force for long.
     *
     * @param seen the version that whoever asks saw; absent for the one in force
     * @throws com.avaone.api.kernel.Rejected as {@link CatalogueRule#CATALOGUE_OUTDATED}, and as {@link
     *     com.avaone.api.catalogue.CatalogueVersion#quote} says
     */
    Quote quote(Selection selection, @Nullable Integer seen, Instant now);

    /**
     * What a selection costs by the version that is in force, for who is bound by it: it has a price, and the one that was seen.
     *
     * @param seen the version that whoever asks saw; absent for the one in force
     * @throws Rejected as {@link CatalogueRule#CATALOGUE_OUTDATED} where it costs something else now, as {@link
     *     CatalogueRule#PRICE_ON_REQUEST}, and as {@link #quote} says
     */
    default Quote firmQuote(Selection selection, @Nullable Integer seen, Instant now) {
        var inForce = quote(selection, null, now);
        if (inForce.total() == null) {
            throw new Rejected(
                    CatalogueRule.PRICE_ON_REQUEST, "Part of this has no price in the catalogue.", "plans", Map.of());
        }
        if (seen != null
                && seen != inForce.catalogueVersion()
                && !quote(selection, seen, now).costsTheSameAs(inForce)) {
            throw new Rejected(
                    CatalogueRule.CATALOGUE_OUTDATED,
                    "Version %d of the catalogue has other prices than the one in force.".formatted(seen),
                    "catalogueVersion",
                    Map.of());
        }
        return inForce;
    }
}
