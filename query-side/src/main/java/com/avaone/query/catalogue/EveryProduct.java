package com.avaone.query.catalogue;

import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueEvent.CataloguePublished;
import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.api.catalogue.CatalogueQuery.FindProducts;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.KnownProducts;
import com.avaone.api.catalogue.KnownProducts.KnownProduct;
import com.avaone.api.catalogue.Product;
import com.avaone.api.kernel.ProductId;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.history.History;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/**
 * Names products by what the catalogue's own events say, also those that are not sold any more, and also while the read models are away.
 * Each question reads the events that have come since the last one, which are none nearly always.
 */
@Component
@QueryRole
class EveryProduct {

    /** Of two of the same instant the later published one. */
    private static final Comparator<CatalogueVersion> IN_ORDER =
            Comparator.comparing(CatalogueVersion::effectiveFrom).thenComparing(CatalogueVersion::catalogueVersion);

    private final History history;
    private final Clock clock;

    /** Without plans and bundles, which are of no use here. */
    private final Map<Integer, CatalogueVersion> versions = new HashMap<>();

    private long next;

    EveryProduct(History history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    @QueryHandler
    KnownProducts handle(FindProducts query) {
        var now = clock.instant();
        var all = versions();
        var past = all.stream()
                .filter(version -> !version.effectiveFrom().isAfter(now))
                .toList()
                .reversed();
        var known = new LinkedHashMap<ProductId, KnownProduct>();
        for (var version : past) {
            for (var product : version.contents().products()) {
                known.putIfAbsent(
                        product.productId(),
                        new KnownProduct(product.productId(), product.name(), version == past.getFirst()));
            }
        }
        var until = all.stream()
                .map(CatalogueVersion::effectiveFrom)
                .filter(from -> from.isAfter(now))
                .findFirst();
        return new KnownProducts(List.copyOf(known.values()), until.orElse(null));
    }

    private synchronized List<CatalogueVersion> versions() {
        history.read(CatalogueId.SUITE.value(), next, occurrence -> {
            switch (occurrence.payload()) {
                case CataloguePublished e ->
                    versions.put(
                            e.catalogueVersion(),
                            new CatalogueVersion(e.catalogueVersion(), e.effectiveFrom(), named(e.contents())));
                case CatalogueWithdrawn e -> versions.remove(e.catalogueVersion());
                default -> {}
            }
            next = occurrence.number() + 1;
            return true;
        });
        return versions.values().stream().sorted(IN_ORDER).toList();
    }

    private static CatalogueContents named(CatalogueContents contents) {
        return new CatalogueContents(
                contents.products().stream()
                        .map(product -> new Product(
                                product.productId(), product.name(), product.summary(), product.hidden(), List.of()))
                        .toList(),
                List.of());
    }
}
