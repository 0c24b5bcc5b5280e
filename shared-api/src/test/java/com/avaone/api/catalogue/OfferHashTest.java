package com.avaone.api.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.crm.Money;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class OfferHashTest {

    private static final QuoteId ID = new QuoteId("qte_0123456789abcdefghjkmnpqrstvwxyz");
    private static final Instant SAVED = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2026-12-13T12:00:00Z");

    private static Quote quote(long amount) {
        return new Quote(
                3,
                null,
                BillingInterval.YEAR,
                "USD",
                List.of(
                        new Quote.Line(
                                new ProductId("ava-cx"),
                                new PlanId("business"),
                                25,
                                new Money(30_000, "USD"),
                                new Money(amount, "USD")),
                        new Quote.Line(new ProductId("ava-flow"), new PlanId("large"), 1, null, null)),
                10,
                new Money(675_000, "USD"));
    }

    /** As docs/catalogue.md shows it: whoever follows that has the same bytes. */
    @Test
    void isOverAFormThatNeverChanges() {
        assertThat(OfferHash.canonical(ID, quote(750_000), SAVED, EXPIRES)).isEqualTo("""
                avaone-quote-1
                quote qte_0123456789abcdefghjkmnpqrstvwxyz
                catalogue 3
                bundle -
                interval YEAR
                currency USD
                line ava-cx/business 25 30000 750000
                line ava-flow/large 1 - -
                discount 10
                total 675000
                saved 1795953600000
                expires 1797163200000
                """);
        assertThat(OfferHash.of(ID, quote(750_000), SAVED, EXPIRES))
                .isEqualTo("654cb48c9ad03952e964a96c2c96e0f2defc1490d28b2f18a5b3cf5d7f93ab48");
        assertThat(OfferHash.of(ID, quote(750_001), SAVED, EXPIRES))
                .isNotEqualTo(OfferHash.of(ID, quote(750_000), SAVED, EXPIRES));
    }

    @Test
    void namesQuotesThatNobodyCanGuess() {
        var ids = new HashSet<QuoteId>();
        for (var i = 0; i < 1_000; i++) {
            var id = QuoteId.random();
            assertThat(QuoteId.parse(id.value())).isEqualTo(id);
            ids.add(id);
        }
        assertThat(ids).hasSize(1_000);
        for (var wrong : List.of("", "qte_", "qte_" + "u".repeat(32), "led_" + "0".repeat(32), ID + "0", "QTE_")) {
            Assertions.assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> QuoteId.parse(wrong));
        }
    }
}
