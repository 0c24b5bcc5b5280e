package com.avaone.projection.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.OfferHash;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteEvent.QuoteSaved;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.catalogue.Selection.SelectedPlan;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.organization.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuoteProjectorTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00.123Z");
    private static final Instant EXPIRES = NOW.plus(Duration.ofDays(14));

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final Delivery delivery = Delivery.to(new QuoteProjector(readModels.documents()));

    @AfterEach
    void close() {
        readModels.close();
    }

    private static QuoteSaved saved(int seats) {
        var id = QuoteId.random();
        var plan = new SelectedPlan(new ProductId("ava-cx"), new PlanId("team"), seats);
        var quote = new Quote(
                7,
                null,
                BillingInterval.YEAR,
                "USD",
                List.of(new Quote.Line(
                        plan.productId(),
                        plan.planId(),
                        seats,
                        new Money(1_999, "USD"),
                        new Money(1_999L * seats, "USD"))),
                0,
                new Money(1_999L * seats, "USD"));
        return new QuoteSaved(
                id,
                OrganizationId.OPERATOR,
                new Selection(null, null, List.of(plan), BillingInterval.YEAR, "USD"),
                quote,
                NOW,
                EXPIRES,
                OfferHash.of(id, quote, NOW, EXPIRES));
    }

    private static DomainEventMessage<?> message(QuoteSaved event, String eventId) {
        return new GenericDomainEventMessage<>(
                "quote", event.quoteId().value(), 0, event, Map.of(), eventId, event.savedAt());
    }

    private <T> T read(Class<T> type, Document document, String field) {
        return readModels.databases().main().getConverter().read(type, document.get(field, Document.class));
    }

    @Test
    void keepsEachQuoteOnceAsItWasSaved() {
        var one = saved(3);
        var other = saved(50);
        var first = message(one, "event-1");
        var second = message(other, "event-2");
        delivery.deliver(List.of(first, first, second, first, second), 2);

        var documents = readModels
                .databases()
                .main()
                .getCollection(QuoteDocument.COLLECTION)
                .find()
                .into(new ArrayList<>());
        assertThat(documents)
                .extracting(document -> document.getString(QuoteDocument.ID))
                .containsExactlyInAnyOrder(
                        one.quoteId().value(), other.quoteId().value());
        assertThat(documents).allSatisfy(document -> {
            var event =
                    document.getString(QuoteDocument.ID).equals(one.quoteId().value()) ? one : other;
            assertThat(read(Selection.class, document, QuoteDocument.SELECTION)).isEqualTo(event.selection());
            assertThat(read(Quote.class, document, QuoteDocument.QUOTE)).isEqualTo(event.quote());
            assertThat(QuoteDocument.savedAt(document)).isEqualTo(NOW);
            assertThat(QuoteDocument.expiresAt(document)).isEqualTo(EXPIRES);
            assertThat(document.getString(QuoteDocument.HASH)).isEqualTo(event.hash());
        });
    }
}
