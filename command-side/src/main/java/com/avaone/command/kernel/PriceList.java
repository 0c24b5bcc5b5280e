package com.avaone.command.kernel;

import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.Selection;
import java.time.Instant;
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
}
