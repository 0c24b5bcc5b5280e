package com.avaone.query.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueEvent;
import com.avaone.api.catalogue.CatalogueEvent.CataloguePublished;
import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueAsOf;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersions;
import com.avaone.api.catalogue.CatalogueQuery.FindNextCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindPrice;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.CatalogueVersionView;
import com.avaone.api.catalogue.CatalogueVersionView.State;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Plan;
import com.avaone.api.catalogue.Price;
import com.avaone.api.catalogue.Product;
import com.avaone.api.catalogue.QuoteEvent.QuoteSaved;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.catalogue.QuoteQuery.FindQuote;
import com.avaone.api.catalogue.QuoteView;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.catalogue.Selection.SelectedPlan;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.projection.catalogue.CatalogueDelivery;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueQueryHandlerTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final LocalizedText TEXT = new LocalizedText("Text", null);
    private static final PlanId TEAM = new PlanId("team");

    private ReadModelsOnDisposal readModels;

    /** One in force, one that follows in a day, one withdrawn that would have come before, each dearer than the one before. */
    @BeforeEach
    void publish() {
        readModels = new ReadModelsOnDisposal();
        happen(
                new CataloguePublished(OPERATOR, 1, START, contents(100)),
                new CataloguePublished(OPERATOR, 2, START.plus(DAY), contents(200)),
                new CataloguePublished(OPERATOR, 3, START.plusSeconds(60), contents(300)),
                new CatalogueWithdrawn(OPERATOR, 3));
    }

    @AfterEach
    void close() {
        readModels.close();
    }

    private void happen(CatalogueEvent... events) {
        var messages = new ArrayList<GenericDomainEventMessage<?>>();
        for (var i = 0; i < events.length; i++) {
            messages.add(new GenericDomainEventMessage<>(
                    "catalogue",
                    CatalogueId.SUITE.value(),
                    i,
                    events[i],
                    Map.of(),
                    "event-" + i,
                    START.plusSeconds(i)));
        }
        CatalogueDelivery.to(readModels.documents()).deliver(messages, 2);
    }

    private static CatalogueContents contents(long price) {
        return new CatalogueContents(
                List.of(product("ava-cx", false, price), product("ava-secret", true, price)), List.of());
    }

    private static Product product(String id, boolean hidden, long price) {
        return new Product(
                new ProductId(id),
                TEXT,
                TEXT,
                hidden,
                List.of(new Plan(
                        TEAM,
                        TEXT,
                        TEXT,
                        1,
                        null,
                        List.of(new Price(BillingInterval.MONTH, new Money(price, "USD"))))));
    }

    private CatalogueQueryHandler at(Instant now) {
        return new CatalogueQueryHandler(readModels.databases(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static FindPrice priceOf(String product) {
        return new FindPrice(new Selection(
                null, null, List.of(new SelectedPlan(new ProductId(product), TEAM, 2)), BillingInterval.MONTH, "USD"));
    }

    @Test
    void showsAndPricesByTheVersionInForce() {
        assertThat(at(START).handle(new FindCatalogue(null)).catalogueVersion()).isEqualTo(1);
        assertThat(at(START.plus(DAY).minusMillis(1))
                        .handle(new FindCatalogue(null))
                        .catalogueVersion())
                .isEqualTo(1);
        assertThat(at(START.plus(DAY)).handle(new FindCatalogue(null)).catalogueVersion())
                .isEqualTo(2);
        assertThat(at(START).handle(priceOf("ava-cx")).total()).isEqualTo(new Money(200, "USD"));
        assertThat(at(START.plus(DAY)).handle(priceOf("ava-cx")).total()).isEqualTo(new Money(400, "USD"));
    }

    @Test
    void tellsWhatWasInForceAndWhatComesNext() {
        var later = at(START.plus(DAY).plus(DAY));
        assertThat(later.handle(new FindCatalogueAsOf(OPERATOR, START.plus(DAY).minusMillis(1))))
                .returns(1, CatalogueVersion::catalogueVersion)
                .extracting(version -> version.contents().products())
                .isEqualTo(List.of(product("ava-cx", false, 100)));
        assertThat(later.handle(new FindCatalogueAsOf(OPERATOR, START.plus(DAY)))
                        .catalogueVersion())
                .isEqualTo(2);
        refusesAsNotFound(() -> later.handle(new FindCatalogueAsOf(OPERATOR, START.minusMillis(1))));
        refusesAsNotFound(() -> later.handle(new FindCatalogueAsOf(OrganizationId.random(), START)));

        assertThat(at(START).handle(new FindNextCatalogue()).effectiveFrom()).isEqualTo(START.plus(DAY));
        assertThat(later.handle(new FindNextCatalogue()).effectiveFrom()).isNull();
    }

    @Test
    void showsNobodyWhatIsHiddenAndWhatWasNeverInForce() {
        assertThat(at(START.plus(DAY)).handle(new FindCatalogue(1)))
                .returns(1, CatalogueVersion::catalogueVersion)
                .extracting(version -> version.contents().products())
                .isEqualTo(List.of(product("ava-cx", false, 100)));
        refusesAsNotFound(() -> at(START).handle(new FindCatalogue(2)));
        refusesAsNotFound(() -> at(START.plus(DAY)).handle(new FindCatalogue(3)));
        refusesAsNotFound(() -> at(START).handle(new FindCatalogue(99)));
        refusesAsNotFound(() -> at(START.minusMillis(1)).handle(new FindCatalogue(null)));
        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> at(START).handle(priceOf("ava-secret")));
    }

    @Test
    void listsEveryVersionWithItsStateALimitedPageAtATime() {
        var handler = at(START.plus(DAY).minusMillis(1));
        var first = handler.handle(new FindCatalogueVersions(OPERATOR, null, 2));
        var second = handler.handle(new FindCatalogueVersions(OPERATOR, first.next(), 2));

        assertThat(first.items())
                .extracting(CatalogueVersionView::catalogueVersion, CatalogueVersionView::state)
                .containsExactly(tuple(3, State.WITHDRAWN), tuple(2, State.TO_COME));
        assertThat(second.items()).singleElement().returns(State.IN_FORCE, CatalogueVersionView::state);
        assertThat(second.items().getFirst().contents()).isEqualTo(contents(100));
        assertThat(second.next()).isNull();
        assertThat(at(START.plus(DAY))
                        .handle(new FindCatalogueVersions(OPERATOR, null, 9))
                        .items())
                .extracting(CatalogueVersionView::state)
                .containsExactly(State.WITHDRAWN, State.IN_FORCE, State.PAST);
        refusesAsNotFound(() -> handler.handle(new FindCatalogueVersions(OrganizationId.random(), null, 9)));
    }

    @Test
    void showsASavedQuoteAsItWasWhateverTheCatalogueSaysNow() {
        var id = QuoteId.random();
        var quote = at(START).handle(priceOf("ava-cx"));
        var expires = START.plus(Duration.ofDays(14));
        var saved = new QuoteSaved(id, OPERATOR, priceOf("ava-cx").selection(), quote, START, expires, "0123abc");
        var message = new GenericDomainEventMessage<>("quote", id.value(), 0, saved, Map.of(), "saved-quote", START);
        CatalogueDelivery.ofQuotes(readModels.documents()).deliver(List.of(message, message), 2);

        assertThat(at(START).handle(new FindQuote(id)))
                .isEqualTo(new QuoteView(id, saved.selection(), quote, START, expires, false, "0123abc", quote))
                .returns(true, QuoteView::costsTheSameToday);
        assertThat(at(START.plus(DAY)).handle(new FindQuote(id)))
                .returns(quote, QuoteView::quote)
                .returns(false, QuoteView::costsTheSameToday)
                .extracting(QuoteView::today)
                .extracting("total")
                .isEqualTo(new Money(400, "USD"));
        assertThat(at(expires.minusMillis(1)).handle(new FindQuote(id)).expired())
                .isFalse();
        assertThat(at(expires).handle(new FindQuote(id)).expired()).isTrue();
        assertThat(at(START.minusMillis(1)).handle(new FindQuote(id)).today()).isNull();
        refusesAsNotFound(() -> at(START).handle(new FindQuote(QuoteId.random())));
    }

    private static void refusesAsNotFound(ThrowingCallable asked) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(asked)
                .returns(
                        KernelRule.NOT_FOUND.code(),
                        refused -> refused.rejection().code());
    }
}
