package com.avaone.command.kernel;

import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Tells which products there are, as part of the command at hand; those that are kept off the public pages too. A command handler asks for it
 * as a parameter, and only about what is added: whoever has a product keeps it, also where it is not sold any more.
 */
@FunctionalInterface
public interface ProductRange {

    /** Whether the catalogue that is in force has a product in it. */
    boolean holds(ProductId product, Instant now);

    /**
     * Judges products that are to be added to something.
     *
     * @throws Rejected as {@link CatalogueRule#NOT_IN_CATALOGUE}, naming {@code field}
     */
    default void judge(String field, Collection<ProductId> added, Instant now) {
        added.stream()
                .sorted()
                .filter(product -> !holds(product, now))
                .findFirst()
                .ifPresent(product -> {
                    throw new Rejected(
                            CatalogueRule.NOT_IN_CATALOGUE,
                            "%s is not in the catalogue.".formatted(product),
                            field,
                            Map.of("product", product.value()));
                });
    }
}
