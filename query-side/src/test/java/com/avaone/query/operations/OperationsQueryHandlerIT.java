package com.avaone.query.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.operations.DatabaseView;
import com.avaone.api.operations.DatabaseView.Kind;
import com.avaone.api.operations.OperationsQuery.FindDatabases;
import com.avaone.api.operations.OperationsQuery.FindParkedEvents;
import com.avaone.api.operations.OperationsQuery.FindProcessors;
import com.avaone.api.operations.OperationsQuery.FindRecentEvents;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.api.operations.RecentEvents.RecordedEvent;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.UserEvent.ServiceRolesChanged;
import com.avaone.api.user.UserProfile;
import com.avaone.projection.kernel.ProcessorsOnDisposal;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.license.LicenseDelivery;
import com.avaone.projection.organization.Delivery;
import com.avaone.projection.organization.OrganizationStories;
import com.avaone.projection.user.UserDelivery;
import com.avaone.projection.user.UserStories;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsQueryHandlerIT {

    private final ReadModelsOnDisposal readModels = new ReadModelsOnDisposal();
    private final OrganizationStories stories = new OrganizationStories(4).crowd(12, 0);
    private final ProcessorsOnDisposal processors = new ProcessorsOnDisposal(
            readModels,
            Delivery.organizationProjector(readModels.documents()),
            LicenseDelivery.projector(readModels.documents()),
            UserDelivery.projector(readModels.documents()));
    private final HistoryOnDisposal log = new HistoryOnDisposal();
    private final DatabaseStatus databases =
            new DatabaseStatus(readModels.databases(), processors.progress(), processors.parked());
    private final OperationsQueryHandler handler =
            new OperationsQueryHandler(databases, processors.progress(), processors.parked(), log.history());

    @AfterEach
    void close() {
        databases.destroy();
        processors.close();
        readModels.close();
    }

    @Test
    void listsTheSuitesOwnDatabasesFirstThenTheOrganizationsInPages() {
        tellStories();

        var all = new ArrayList<DatabaseView>();
        String cursor = null;
        do {
            var page = handler.handle(new FindDatabases(cursor, 5));
            assertThat(page.items()).hasSizeBetween(1, 5);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);

        assertThat(all)
                .extracting(DatabaseView::kind)
                .startsWith(Kind.MAIN, Kind.BILLING, Kind.CRM, Kind.PINGORA)
                .endsWith(Kind.TENANT)
                .hasSize(4 + 12);
        assertThat(all.stream().skip(4).map(DatabaseView::name).toList())
                .isSorted()
                .containsExactlyInAnyOrderElementsOf(readModels.databases().tenantDatabases());
    }

    @Test
    void saysOfEachDatabaseThatItAnswersAndHowFarItIs() {
        tellStories();

        for (var view : handler.handle(new FindDatabases(null, 100)).items()) {
            assertThat(view.reachable()).isTrue();
            assertThat(view.latencyMicros()).isPositive();
            assertThat(view.sizeBytes()).isPositive();
            assertThat(view.problem()).isNull();
            assertThat(view.position()).isEqualTo(processors.progress().head());
            assertThat(view.lag()).isZero();
            assertThat(view.parked()).isZero();
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void saysWithinItsTimeThatADatabaseDoesNotAnswer() {
        tellStories();
        var organization = readModels.databases().tenantDatabases().iterator().next();
        readModels.close();

        var items = handler.handle(new FindDatabases(null, 100)).items();

        assertThat(items).hasSize(4).allSatisfy(view -> {
            assertThat(view.reachable()).isFalse();
            assertThat(view.latencyMicros()).isNull();
            assertThat(view.problem()).isNotNull().doesNotContain("127.0.0.1", organization);
        });
    }

    @Test
    void knowsOfEveryProcessorWithoutSideEffectsWhereItWrites() {
        tellStories();

        assertThat(handler.handle(new FindProcessors()).items())
                .filteredOn(processor -> !processor.sideEffects())
                .extracting(ProcessorView::name)
                .allSatisfy(name -> assertThat(DatabaseStatus.WRITERS.values())
                        .anySatisfy(writers -> assertThat(writers).contains(name)));
    }

    @Test
    void listsTheNewestEventsNewestFirst() {
        var events = stories.events();
        log.publish(events);

        var recent = handler.handle(new FindRecentEvents(3)).items();

        assertThat(recent)
                .extracting(RecordedEvent::event)
                .containsExactly("license.issued", "organization.registered", "license.issued");
        assertThat(recent).extracting(RecordedEvent::position).containsExactly(23L, 22L, 21L);
        assertThat(recent.getFirst().aggregateId()).isEqualTo(events.getLast().getAggregateIdentifier());
        assertThat(recent.getFirst().at()).isEqualTo(events.getLast().getTimestamp());
        assertThat(recent.getFirst().organizationId()).isNotNull();
        assertThat(handler.handle(new FindRecentEvents(100)).items()).hasSize(24);
    }

    @Test
    void listsNoEventsWhereThereAreNone() {
        assertThat(handler.handle(new FindRecentEvents(10)).items()).isEmpty();
    }

    @Test
    void listsParkedEventsInAPageOfAtMostTheLimit() {
        assertThat(handler.handle(new FindParkedEvents("organization", null, null, 10))
                        .items())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void refusesALimitOutOfRange(int limit) {
        for (Runnable question : List.<Runnable>of(
                () -> handler.handle(new FindRecentEvents(limit)),
                () -> handler.handle(new FindParkedEvents(null, null, null, limit)),
                () -> handler.handle(new FindDatabases(null, limit)))) {
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(question::run)
                    .satisfies(
                            refusal -> assertThat(refusal.rejection().field()).isEqualTo("limit"));
        }
    }

    @Test
    void refusesACursorThatItDidNotGive() {
        for (var cursor : List.of("x", Cursor.of("a", "b"), Cursor.of("MAIN"))) {
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(() -> handler.handle(new FindDatabases(cursor, 5)))
                    .satisfies(
                            refusal -> assertThat(refusal.rejection().field()).isEqualTo("cursor"));
            assertThatExceptionOfType(Rejected.class)
                    .isThrownBy(() -> handler.handle(new FindParkedEvents(null, null, cursor, 5)))
                    .satisfies(
                            refusal -> assertThat(refusal.rejection().field()).isEqualTo("cursor"));
        }
    }

    private void tellStories() {
        processors.publish(stories.events());
        var organization = ((OrganizationRegistered) stories.events().getFirst().getPayload()).organizationId();
        var users = new UserStories(4);
        var user = users.registered(organization, "ada@example.com", UserProfile.EMPTY, Role.WORKSPACE_USER);
        users.add(
                new ServiceRolesChanged(user, organization, new ServiceRoles(true, CrmRole.MANAGER, PingoraRole.USER)));
        processors.publish(users.events());
        processors.awaitHead("organization", "license", "user");
        assertThat(readModels.databases().tenantDatabases())
                .allSatisfy(name -> assertThat(OrganizationId.parse(name)).isNotNull());
    }
}
