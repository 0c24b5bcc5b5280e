package com.avaone.projection.kernel;

import static com.avaone.projection.kernel.Change.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.OrganizationId;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;

class ChangeTest {

    enum Status {
        ACTIVE
    }

    record Seats(@JsonValue int value) {}

    record Money(String currency, BigDecimal amount) {}

    private static Document after(Change change) {
        var document = new Document();
        change.applyTo(document);
        return document;
    }

    @Test
    void storesEveryKindOfValueInOneWay() {
        assertThat(after(update("status", Status.ACTIVE)
                        .set("seats", new Seats(7))
                        .set("owner", new OrganizationId("org_1"))
                        .set("until", LocalDate.of(2026, 12, 31))
                        .set("at", Instant.parse("2026-01-02T03:04:05.678901Z"))
                        .set("price", new Money("EUR", new BigDecimal("12.50")))
                        .set("maybe", Optional.of(1L))))
                .isEqualTo(new Document("status", "ACTIVE")
                        .append("seats", 7)
                        .append("owner", "org_1")
                        .append("until", "2026-12-31")
                        .append("at", Date.from(Instant.parse("2026-01-02T03:04:05.678Z")))
                        .append("price", new Document("amount", Decimal128.parse("12.50")).append("currency", "EUR"))
                        .append("maybe", 1L));
    }

    @Test
    void sortsWhatHasNoOrderOfItsOwn() {
        var set = new LinkedHashSet<>(List.of("b", "c", "a"));
        var map = new LinkedHashMap<Status, Object>(Map.of(Status.ACTIVE, set));
        assertThat(after(update("set", set).set("map", map).set("list", List.of(2, 1))))
                .isEqualTo(new Document("set", List.of("a", "b", "c"))
                        .append("map", new Document("ACTIVE", List.of("a", "b", "c")))
                        .append("list", List.of(2, 1)));
        assertThat(after(update("price", new Money("EUR", BigDecimal.ONE))).toJson())
                .startsWith("{\"price\": {\"amount\"");
    }

    @Test
    void reachesIntoDocumentsByPath() {
        var document = after(update("license.status", Status.ACTIVE).set("license.products.CX.until", "2026"));
        update("license.products.CX.until", "2027")
                .unset("license.status")
                .unset("no.such.path")
                .applyTo(document);
        assertThat(document)
                .isEqualTo(new Document(
                        "license", new Document("products", new Document("CX", new Document("until", "2027")))));
    }

    @Test
    void takesAFieldAwayThatBecomesNothing() {
        var document = new Document("a", 1).append("b", 2);
        update("a", null).set("b", Optional.empty()).applyTo(document);
        assertThat(document).isEmpty();
    }

    @Test
    void keepsASetWhateverTheOrder() {
        var document = after(update("seats", List.of("b")));
        var change =
                Change.nothing().include("seats", "c").include("seats", "a").exclude("seats", "b");
        change.applyTo(document);
        change.applyTo(document);
        assertThat(document).isEqualTo(new Document("seats", List.of("a", "c")));
    }

    @Test
    void canBeAppliedToManyDocumentsWithoutMixingThem() {
        var change = update("price", new Money("EUR", BigDecimal.ONE));
        var one = after(change);
        update("price.currency", "USD").applyTo(one);
        assertThat(after(change)).extracting("price.currency").isEqualTo("EUR");
        assertThat(change).isEqualTo(update("price", new Money("EUR", BigDecimal.ONE)));
    }

    @Test
    void refusesAValueOfWhichNobodySaidHowItIsStored() {
        assertThatThrownBy(() -> update("x", new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }
}
