package com.avaone.query.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueEvent;
import com.avaone.api.catalogue.CatalogueEvent.CataloguePublished;
import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.api.catalogue.CatalogueQuery.FindProducts;
import com.avaone.api.catalogue.KnownProducts;
import com.avaone.api.catalogue.KnownProducts.KnownProduct;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Product;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

class EveryProductTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final LocalizedText SUMMARY = new LocalizedText("What it does", null);

    private final HistoryOnDisposal history = new HistoryOnDisposal();
    private int events;
    private int versions;
    private Instant now = START;
    private final EveryProduct products = new EveryProduct(history.history(), new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    private void happen(CatalogueEvent event) {
        history.publish(List.of(
                new GenericDomainEventMessage<>("catalogue", CatalogueId.SUITE.value(), events++, event, Map.of())));
    }

    @Test
    void knowsNothingBeforeTheFirstVersion() {
        assertThat(products.handle(new FindProducts())).isEqualTo(new KnownProducts(List.of(), null));
    }

    @Test
    void namesWhatIsOfferedFirstAndThenWhatWasByItsLastName() {
        publish(START, product("ava-old", "Old"), product("ava-cx", "CX"));
        publish(START.plusSeconds(1), product("ava-old", "Older"), product("ava-cx", "CX"));
        publish(START.plusSeconds(2), product("ava-new", "New"), hidden("ava-cx", "CX 2"));

        assertThat(at(START.plusSeconds(2)).products())
                .extracting(one -> one.productId().value(), one -> one.name().en(), KnownProduct::offered)
                .containsExactly(
                        tuple("ava-new", "New", true), tuple("ava-cx", "CX 2", true), tuple("ava-old", "Older", false));
    }

    @Test
    void tellsUntilWhenItStaysSo() {
        publish(START, product("ava-cx", "CX"));
        publish(START.plusSeconds(60), product("ava-new", "New"));

        assertThat(at(START)).satisfies(known -> {
            assertThat(known.until()).isEqualTo(START.plusSeconds(60));
            assertThat(known.products()).hasSize(1);
        });
        assertThat(at(START.plusSeconds(60))).satisfies(known -> {
            assertThat(known.until()).isNull();
            assertThat(known.products()).hasSize(2);
        });
    }

    @Test
    void forgetsAVersionThatIsWithdrawnAfterItWasSeen() {
        publish(START, product("ava-cx", "CX"));
        publish(START.plusSeconds(60), product("ava-new", "New"));
        at(START);

        happen(new CatalogueWithdrawn(OrganizationId.OPERATOR, 2));

        assertThat(at(START.plusSeconds(90)).products()).hasSize(1);
        assertThat(at(START).until()).isNull();
    }

    private KnownProducts at(Instant moment) {
        now = moment;
        return products.handle(new FindProducts());
    }

    private void publish(Instant from, Product... sold) {
        happen(new CataloguePublished(
                OrganizationId.OPERATOR, ++versions, from, new CatalogueContents(List.of(sold), List.of())));
    }

    private static Product product(String id, String name) {
        return new Product(new ProductId(id), new LocalizedText(name, null), SUMMARY, false, List.of());
    }

    private static Product hidden(String id, String name) {
        return new Product(new ProductId(id), new LocalizedText(name, null), SUMMARY, true, List.of());
    }
}
