package com.avaone.command.catalogue;

import static com.avaone.command.kernel.Refusals.refusedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueEvent.CataloguePublished;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.OfferHash;
import com.avaone.api.catalogue.Plan;
import com.avaone.api.catalogue.Price;
import com.avaone.api.catalogue.Product;
import com.avaone.api.catalogue.QuoteCommand.SaveQuote;
import com.avaone.api.catalogue.QuoteEvent.QuoteSaved;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.catalogue.Selection.SelectedPlan;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.command.kernel.PriceList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SavedQuoteTest {

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final QuoteId ID = QuoteId.random();

    private final EventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final FixtureConfiguration<SavedQuote> quote = new AggregateTestFixture<>(SavedQuote.class);
    private long sequence;

    @BeforeEach
    void sell() {
        publish(NOW.minus(Duration.ofDays(30)));
        quote.registerInjectableResource(Clock.fixed(NOW.plusNanos(7), ZoneOffset.UTC));
        quote.registerInjectableResource((PriceList) new PublishedPrices(events));
    }

    private void publish(Instant from) {
        publish(from, FirstCatalogue.contents());
    }

    private void publish(Instant from, CatalogueContents contents) {
        events.publish(new GenericDomainEventMessage<>(
                "catalogue",
                CatalogueId.SUITE.value(),
                sequence,
                new CataloguePublished(OPERATOR, (int) ++sequence, from, contents),
                Map.of()));
    }

    private static Selection selection(String plan, int seats) {
        return new Selection(
                null,
                null,
                List.of(
                        new SelectedPlan(new ProductId("ava-cx"), new PlanId(plan), seats),
                        new SelectedPlan(new ProductId("ava-flow"), new PlanId("starter"), 5)),
                BillingInterval.MONTH,
                "USD");
    }

    private static QuoteSaved saved(int version, Selection selection) {
        var offered = new CatalogueVersion(version, NOW, FirstCatalogue.contents()).quote(selection);
        var expires = NOW.plus(Duration.ofDays(14));
        return new QuoteSaved(ID, OPERATOR, selection, offered, NOW, expires, OfferHash.of(ID, offered, NOW, expires));
    }

    @Test
    void keepsWhatIsOfferedByTheVersionInForceForFourteenDays() {
        var selection = selection("business", 25);
        quote.givenNoPriorActivity().when(new SaveQuote(ID, selection, null)).expectEvents(saved(1, selection));
        quote.givenNoPriorActivity().when(new SaveQuote(ID, selection, 1)).expectEvents(saved(1, selection));
    }

    @Test
    void isNotWhatWasSeenWhereThePriceHasChanged() {
        var selection = selection("business", 25);
        publish(NOW.minusSeconds(60));
        quote.givenNoPriorActivity().when(new SaveQuote(ID, selection, 1)).expectEvents(saved(2, selection));
        publish(NOW.minusSeconds(30), dearer());
        quote.givenNoPriorActivity()
                .when(new SaveQuote(ID, selection, 2))
                .expectException(refusedBy(CatalogueRule.CATALOGUE_OUTDATED))
                .expectNoEvents();
    }

    private static CatalogueContents dearer() {
        var first = FirstCatalogue.contents();
        return new CatalogueContents(
                first.products().stream()
                        .map(product -> new Product(
                                product.productId(),
                                product.name(),
                                product.summary(),
                                product.hidden(),
                                product.plans().stream()
                                        .map(plan -> new Plan(
                                                plan.planId(),
                                                plan.name(),
                                                plan.summary(),
                                                plan.minSeats(),
                                                plan.maxSeats(),
                                                plan.prices().stream()
                                                        .map(price -> new Price(
                                                                price.interval(),
                                                                new Money(
                                                                        price.perSeat()
                                                                                        .minorUnits()
                                                                                + 100,
                                                                        price.perSeat()
                                                                                .currency())))
                                                        .toList()))
                                        .toList()))
                        .toList(),
                first.bundles());
    }

    @Test
    void isNotMadeOfWhatHasNoPriceOrIsNotSold() {
        refused(selection("enterprise", 500), CatalogueRule.PRICE_ON_REQUEST);
        refused(selection("nothing", 5), CatalogueRule.NOT_IN_CATALOGUE);
        refused(selection("business", 1_000_000), CatalogueRule.SEATS_NOT_POSSIBLE);
    }

    private void refused(Selection selection, CatalogueRule rule) {
        quote.givenNoPriorActivity()
                .when(new SaveQuote(ID, selection, null))
                .expectException(refusedBy(rule))
                .expectNoEvents();
    }

    @Test
    void isSavedOnceAndByTheOperatorOnly() {
        var selection = selection("business", 25);
        quote.given(saved(1, selection))
                .when(new SaveQuote(ID, selection, null))
                .expectException(refusedBy(CatalogueRule.QUOTE_EXISTS))
                .expectNoEvents();
        quote.givenNoPriorActivity()
                .when(new SaveQuote(ID, OrganizationId.random(), selection, null))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void isOfferedUntilItIsOver() {
        var saved = saved(1, selection("business", 25));
        events.publish(new GenericDomainEventMessage<>("quote", ID.value(), 0, saved, Map.of()));
        var quotes = new QuotesOfTheLog(events);

        assertThat(quotes.offered(ID, saved.expiresAt().minusMillis(1))).isEqualTo(saved.quote());
        refuses(() -> quotes.offered(ID, saved.expiresAt()), CatalogueRule.QUOTE_EXPIRED.code());
        refuses(() -> quotes.offered(QuoteId.random(), NOW), KernelRule.NOT_FOUND.code());
    }

    private static void refuses(ThrowingCallable asked, String code) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(asked)
                .returns(code, refused -> refused.rejection().code());
    }
}
