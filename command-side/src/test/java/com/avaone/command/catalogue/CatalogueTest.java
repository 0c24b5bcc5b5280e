package com.avaone.command.catalogue;

import static com.avaone.command.kernel.Refusals.refusedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueCommand.BeginCatalogue;
import com.avaone.api.catalogue.CatalogueCommand.PublishCatalogue;
import com.avaone.api.catalogue.CatalogueCommand.WithdrawCatalogue;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.CatalogueEvent.CataloguePublished;
import com.avaone.api.catalogue.CatalogueEvent.CatalogueWithdrawn;
import com.avaone.api.catalogue.CatalogueId;
import com.avaone.api.catalogue.CatalogueRule;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.catalogue.Selection.SelectedPlan;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final CatalogueContents FIRST = FirstCatalogue.contents();
    private static final CataloguePublished PUBLISHED = new CataloguePublished(OPERATOR, 1, NOW, FIRST);
    private static final CataloguePublished SCHEDULED = new CataloguePublished(OPERATOR, 2, TOMORROW, FIRST);

    private final FixtureConfiguration<Catalogue> catalogue = new AggregateTestFixture<>(Catalogue.class);

    @BeforeEach
    void stopTheClock() {
        catalogue.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void beginsWithFourProductsInBothLanguages() {
        assertThat(FIRST.judged()).isEqualTo(FIRST);
        assertThat(FIRST.products())
                .extracting(product -> product.productId().value())
                .containsExactly("ava-cx", "ava-pingora", "ava-flow", "ava-smartbill");
        assertThat(FIRST.products()).allSatisfy(product -> {
            assertThat(product.name().hi()).isNotNull();
            assertThat(product.summary().hi()).isNotNull();
            assertThat(product.plans())
                    .allSatisfy(plan -> assertThat(plan.summary().hi()).isNotNull());
        });
        catalogue.givenNoPriorActivity().when(new BeginCatalogue(FIRST)).expectEvents(PUBLISHED);
    }

    @Test
    void beginsOnce() {
        catalogue.given(PUBLISHED).when(new BeginCatalogue(FIRST)).expectNoEvents();
    }

    @Test
    void isPublishedWholeAtOnceOrLater() {
        catalogue.givenNoPriorActivity().when(new PublishCatalogue(null, FIRST)).expectEvents(PUBLISHED);
        catalogue.given(PUBLISHED).when(new PublishCatalogue(TOMORROW, FIRST)).expectEvents(SCHEDULED);
    }

    @Test
    void cannotTakeEffectInThePast() {
        catalogue
                .given(PUBLISHED)
                .when(new PublishCatalogue(NOW.minusMillis(1), FIRST))
                .expectException(refusedBy(CatalogueRule.EFFECTIVE_FROM_PAST))
                .expectNoEvents();
    }

    @Test
    void isTakenBackOnlyWhileItIsStillToCome() {
        catalogue
                .given(PUBLISHED, SCHEDULED)
                .when(new WithdrawCatalogue(2))
                .expectEvents(new CatalogueWithdrawn(OPERATOR, 2));
        catalogue
                .given(PUBLISHED, SCHEDULED)
                .when(new WithdrawCatalogue(1))
                .expectException(refusedBy(CatalogueRule.CATALOGUE_IN_FORCE))
                .expectNoEvents();
        catalogue
                .given(PUBLISHED, SCHEDULED, new CatalogueWithdrawn(OPERATOR, 2))
                .when(new WithdrawCatalogue(2))
                .expectException(refusedBy(CatalogueRule.CATALOGUE_WITHDRAWN))
                .expectNoEvents();
        catalogue
                .given(PUBLISHED)
                .when(new WithdrawCatalogue(2))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
    }

    @Test
    void isOutOfReachOfEveryOtherOrganization() {
        catalogue
                .given(PUBLISHED, SCHEDULED)
                .when(new WithdrawCatalogue(CatalogueId.SUITE, OrganizationId.random(), 2))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
        catalogue
                .givenNoPriorActivity()
                .when(new PublishCatalogue(CatalogueId.SUITE, OrganizationId.random(), null, FIRST))
                .expectException(refusedBy(KernelRule.NOT_FOUND))
                .expectNoEvents();
    }

    // ---- pricing by it

    private final EventStore events = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();
    private final PublishedPrices prices = new PublishedPrices(events);
    private long sequence;

    private void happen(Object event) {
        events.publish(
                new GenericDomainEventMessage<>("catalogue", CatalogueId.SUITE.value(), sequence++, event, Map.of()));
    }

    private static Selection selection() {
        return new Selection(
                null,
                null,
                List.of(new SelectedPlan(new ProductId("ava-cx"), new PlanId("starter"), 3)),
                BillingInterval.MONTH,
                "USD");
    }

    private int versionAt(Instant at) {
        return prices.quote(selection(), null, at).catalogueVersion();
    }

    @Test
    void pricesByTheVersionInForceAtTheMoment() {
        happen(PUBLISHED);
        assertThat(versionAt(NOW)).isEqualTo(1);
        happen(SCHEDULED);
        assertThat(versionAt(TOMORROW.minusMillis(1))).isEqualTo(1);
        assertThat(versionAt(TOMORROW)).isEqualTo(2);
    }

    @Test
    void pricesByTheLaterPublishedOfTwoOfTheSameInstantAndByNoneThatWasWithdrawn() {
        happen(PUBLISHED);
        happen(SCHEDULED);
        happen(new CataloguePublished(OPERATOR, 3, TOMORROW, FIRST));
        assertThat(versionAt(TOMORROW)).isEqualTo(3);
        happen(new CatalogueWithdrawn(OPERATOR, 3));
        assertThat(versionAt(TOMORROW)).isEqualTo(2);
    }

    @Test
    void pricesByAVersionThatWasSeenForADayAfterItsEnd() {
        happen(PUBLISHED);
        happen(SCHEDULED);
        var end = TOMORROW.plus(Duration.ofDays(1));

        assertThat(prices.quote(selection(), 1, end.minusMillis(1)).catalogueVersion())
                .isEqualTo(1);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> prices.quote(selection(), 1, end))
                .returns(
                        CatalogueRule.CATALOGUE_OUTDATED.code(),
                        refused -> refused.rejection().code());
    }

    @Test
    void pricesByNoVersionThatIsStillToCome() {
        happen(PUBLISHED);
        happen(SCHEDULED);
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> prices.quote(selection(), 2, NOW))
                .returns(
                        CatalogueRule.CATALOGUE_OUTDATED.code(),
                        refused -> refused.rejection().code());
    }
}
