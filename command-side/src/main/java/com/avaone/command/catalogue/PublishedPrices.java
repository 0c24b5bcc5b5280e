package com.avaone.command.catalogue;

import com.avaone.api.catalogue.CatalogueEvent.CataloguePublished;
import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.PriceList;
import com.avaone.command.kernel.ProductRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Prices, and tells what there is, by what the catalogue's own events say at this moment, however far any processor is. Each question reads the events that have come
 * since the last one, which are none nearly always; versions that nobody can ask for any more are forgotten.
 */
@Component
@CommandRole
class PublishedPrices implements PriceList, ProductRange {

    /** So long somebody may take from looking at a price to asking for it. */
    private static final Duration SEEN_FOR = Duration.ofDays(1);

    /** Of two of the same instant the later published one. */
    private static final Comparator<CatalogueVersion> IN_ORDER =
            Comparator.comparing(CatalogueVersion::effectiveFrom).thenComparing(CatalogueVersion::catalogueVersion);

    private final EventStore events;
    private final Map<Integer, CatalogueVersion> versions = new TreeMap<>();
    private long next;

    PublishedPrices(EventStore events) {
        this.events = events;
    }

    @Override
    public Quote quote(Selection selection, @Nullable Integer seen, Instant now) {
        return version(seen, now)
                .orElseThrow(() -> new Rejected(
                        CatalogueRule.CATALOGUE_OUTDATED,
                        seen == null
                                ? "There is no catalogue in force."
                                : "Version %d of the catalogue is not in force.".formatted(seen),
                        "catalogueVersion",
                        Map.of()))
                .quote(selection);
    }

    @Override
    public boolean holds(ProductId product, Instant now) {
        return version(null, now)
                .flatMap(version -> version.contents().product(product))
                .isPresent();
    }

    private synchronized Optional<CatalogueVersion> version(@Nullable Integer seen, Instant now) {
        catchUp();
        versions.values().removeIf(version -> wasOver(version, now.minus(SEEN_FOR)));
        var inForce = at(now);
        return seen == null
                ? inForce
                : Optional.ofNullable(versions.get(seen))
                        .filter(version -> !version.effectiveFrom().isAfter(now));
    }

    private Optional<CatalogueVersion> at(Instant moment) {
        return versions.values().stream()
                .filter(version -> !version.effectiveFrom().isAfter(moment))
                .max(IN_ORDER);
    }

    /** Whether another was in force instead of it at a moment already. */
    private boolean wasOver(CatalogueVersion version, Instant moment) {
        return at(moment).filter(later -> IN_ORDER.compare(version, later) < 0).isPresent();
    }

    private void catchUp() {
        var stream = events.readEvents(CatalogueId.SUITE.value(), next);
        while (stream.hasNext()) {
            var event = stream.next();
            switch (event.getPayload()) {
                case CataloguePublished e ->
                    versions.put(
                            e.catalogueVersion(),
                            new CatalogueVersion(e.catalogueVersion(), e.effectiveFrom(), e.contents()));
                case CatalogueWithdrawn e -> versions.remove(e.catalogueVersion());
                default -> {}
            }
            next = event.getSequenceNumber() + 1;
        }
    }
}
