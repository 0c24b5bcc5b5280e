package com.avaone.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.audit.AuditEventPage;
import com.avaone.api.audit.AuditFilter;
import com.avaone.api.audit.AuditQuery.FindAuditEvents;
import com.avaone.api.audit.AuditQuery.FindAuditEventsOfSuite;
import com.avaone.api.audit.AuditQuery.FindAuditedHistory;
import com.avaone.api.audit.AuditQuery.FindAuditedOwner;
import com.avaone.api.audit.AuditQuery.FindCauses;
import com.avaone.api.audit.AuditQuery.FindDifference;
import com.avaone.api.audit.AuditQuery.FindEarlierState;
import com.avaone.api.audit.AuditedChange;
import com.avaone.api.audit.AuditedEvent;
import com.avaone.api.audit.AuditedHistory;
import com.avaone.api.audit.AuditedKind;
import com.avaone.api.audit.Difference;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import com.avaone.api.license.LicenseEvent.SeatAssigned;
import com.avaone.api.license.LicenseEvent.SeatLimitChanged;
import com.avaone.api.license.LicenseEvent.SeatReleased;
import com.avaone.projection.audit.AuditDelivery;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.organization.OrganizationStories;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import com.avaone.query.license.LicensesAudited;
import com.avaone.query.organization.OrganizationsAudited;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // made before all tests
class AuditQueryHandlerTest {

    private static final long FIRST = 0;

    private static List<DomainEventMessage<?>> events;
    private static ReadModelsOnDisposal readModels;
    private static AuditQueryHandler handler;

    @BeforeAll
    static void happen() {
        var stories = new OrganizationStories(7);
        stories.crowd(40, 1_500);
        stories.everything();
        events = new ArrayList<>();
        for (var event : stories.events()) {
            events.add(event.andMetaData(Map.of(
                    MetadataKey.TENANT,
                    ((TenantEvent) event.getPayload()).organizationId().value(),
                    MetadataKey.ACTOR_KIND,
                    "SYSTEM_ADMIN",
                    MetadataKey.ACTOR_ID,
                    "usr_" + events.size() % 3,
                    MetadataKey.CORRELATION_ID,
                    "conversation-" + events.size() / 4)));
        }
        readModels = new ReadModelsOnDisposal();
        AuditDelivery.deliver(readModels.documents(), FIRST, events);
        var history = new HistoryOnDisposal();
        history.publish(events);
        handler = new AuditQueryHandler(
                new AuditEvents(readModels.databases(), history.history()),
                history.history(),
                List.of(LicensesAudited.audited(), OrganizationsAudited.audited()));
    }

    @AfterAll
    static void close() {
        readModels.close();
    }

    // ---- lists

    private static List<Long> positions(Predicate<DomainEventMessage<?>> which) {
        return IntStream.range(0, events.size())
                .filter(i -> which.test(events.get(i)))
                .mapToObj(i -> FIRST + i)
                .toList()
                .reversed();
    }

    private static List<AuditEventPage.Entry> walk(Function<@Nullable String, AuditEventPage> page) {
        var all = new ArrayList<AuditEventPage.Entry>();
        String cursor = null;
        do {
            var next = page.apply(cursor);
            all.addAll(next.items());
            cursor = next.next();
        } while (cursor != null);
        return all;
    }

    private static void finds(AuditFilter filter, Predicate<DomainEventMessage<?>> which) {
        var expected = positions(which);
        assertThat(expected).isNotEmpty();
        assertThat(walk(cursor -> handler.handle(new FindAuditEventsOfSuite(filter, cursor, 37))))
                .extracting(AuditEventPage.Entry::position)
                .containsExactlyElementsOf(expected);
    }

    private static AuditFilter filter(@Nullable String aggregateId, @Nullable String type, @Nullable String actorId) {
        return new AuditFilter(aggregateId, type, actorId, null, null, null, null, null);
    }

    private static String typeOf(DomainEventMessage<?> event) {
        return Objects.requireNonNull(event.getPayloadType().getAnnotation(StableName.class))
                .value();
    }

    @Test
    void findsEventsByEachFilterAndNeitherRepeatsNorMissesOne() {
        var some = events.get(700);
        finds(AuditFilter.ALL, _ -> true);
        finds(
                filter(some.getAggregateIdentifier(), null, null),
                event -> event.getAggregateIdentifier().equals(some.getAggregateIdentifier()));
        finds(filter(null, "license.suspended", null), event -> typeOf(event).equals("license.suspended"));
        finds(filter(null, "organization.*", null), event -> typeOf(event).startsWith("organization."));
        finds(
                filter(null, "license.*", "usr_1"),
                event -> typeOf(event).startsWith("license.")
                        && "usr_1".equals(event.getMetaData().get(MetadataKey.ACTOR_ID)));
        finds(
                new AuditFilter(null, null, null, "conversation-9", null, null, null, null),
                event -> "conversation-9".equals(event.getMetaData().get(MetadataKey.CORRELATION_ID)));
        var from = events.get(300).getTimestamp();
        var until = events.get(900).getTimestamp();
        finds(
                new AuditFilter(null, null, null, null, from, until, null, null),
                event -> !event.getTimestamp().isBefore(from)
                        && event.getTimestamp().isBefore(until));
        finds(
                new AuditFilter(null, null, null, null, from, null, null, FIRST + 500),
                event -> !event.getTimestamp().isBefore(from) && events.indexOf(event) <= 500);
        finds(
                new AuditFilter(null, null, null, null, null, null, FIRST + 20L, FIRST + 90L),
                event -> events.indexOf(event) >= 20 && events.indexOf(event) <= 90);
        var end = events.getLast().getTimestamp().plusSeconds(3_600);
        assertThat(handler.handle(new FindAuditEventsOfSuite(
                                new AuditFilter(null, null, null, null, end, null, null, null), null, 10))
                        .items())
                .isEmpty();
    }

    @Test
    void tellsOfAnEventWhatTheLogSaysAndNothingAboutAPerson() {
        var registered = walk(cursor ->
                handler.handle(new FindAuditEventsOfSuite(filter(null, "organization.registered", null), cursor, 500)));

        assertThat(registered).allSatisfy(entry -> {
            var event = events.get((int) (entry.position() - FIRST));
            assertThat(entry.eventId()).isEqualTo(event.getIdentifier());
            assertThat(entry.number()).isEqualTo(event.getSequenceNumber());
            assertThat(entry.at()).isEqualTo(event.getTimestamp());
            assertThat(entry.data()).containsKeys("slug", "profile");
            assertThat(((Map<?, ?>) Objects.requireNonNull(entry.data().get("profile")))
                            .keySet().stream().map(Object::toString))
                    .contains("name")
                    .doesNotContain("email", "adminEmail", "phone", "address", "description");
        });
    }

    @Test
    void showsAnOrganizationItsOwnEventsOnly() {
        var organization = ((TenantEvent) events.get(700).getPayload()).organizationId();

        assertThat(walk(cursor -> handler.handle(new FindAuditEvents(organization, AuditFilter.ALL, cursor, 5))))
                .extracting(AuditEventPage.Entry::position)
                .containsExactlyElementsOf(positions(event ->
                        ((TenantEvent) event.getPayload()).organizationId().equals(organization)));
        assertThat(handler.handle(new FindAuditEvents(
                                OrganizationId.random(),
                                filter(events.get(700).getAggregateIdentifier(), null, null),
                                null,
                                5))
                        .items())
                .isEmpty();
    }

    // ---- earlier states

    /** A license's seats and how many are used, told by nothing of the suite's own. */
    private static @Nullable List<Integer> seats(String licenseId, long position) {
        List<Integer> seats = null;
        for (var event : events.subList(0, (int) (position - FIRST) + 1)) {
            if (!event.getAggregateIdentifier().equals(licenseId)) {
                continue;
            }
            seats = switch ((LicenseEvent) event.getPayload()) {
                case LicenseIssued e -> List.of(e.terms().seats().value(), 0);
                case SeatLimitChanged e ->
                    List.of(e.seats().value(), Objects.requireNonNull(seats).get(1));
                case SeatAssigned e -> List.of(Objects.requireNonNull(seats).get(0), e.seatsUsed());
                case SeatReleased e -> List.of(Objects.requireNonNull(seats).get(0), e.seatsUsed());
                default -> seats;
            };
        }
        return seats;
    }

    @Test
    void tellsLicensesAsTheyWereAtAnyPosition() {
        var random = new Random(50);
        var licenses = events.stream()
                .filter(event -> event.getPayload() instanceof LicenseIssued)
                .map(event -> (LicenseIssued) event.getPayload())
                .toList();
        for (int i = 0; i < 200; i++) {
            var license = licenses.get(random.nextInt(licenses.size()));
            var position = FIRST + random.nextInt(events.size());
            var expected = seats(license.licenseId().value(), position);
            var query = new FindEarlierState(
                    license.organizationId(),
                    AuditedKind.LICENSE,
                    license.licenseId().value(),
                    Long.toString(position));
            if (expected == null) {
                refused("not-found", null, () -> handler.handle(query, null));
            } else {
                var state = handler.handle(query, null);
                assertThat(List.of(
                                Objects.requireNonNull(state.state().get("seats")),
                                Objects.requireNonNull(state.state().get("seatsUsed"))))
                        .isEqualTo(expected);
                assertThat(state.last().position()).isLessThanOrEqualTo(position);
            }
        }
    }

    /** The control: it would be seen if the cut were one event off. */
    @Test
    void tellsThemOtherwiseOneEventBefore() {
        var seen = 0;
        for (var event : events) {
            if (event.getPayload() instanceof SeatLimitChanged e) {
                var position = FIRST + events.indexOf(event);
                var changes = !Objects.equals(
                        seats(e.licenseId().value(), position),
                        seats(e.licenseId().value(), position - 1));
                assertThat(handler.handle(state(e, position), null)
                                .state()
                                .equals(handler.handle(state(e, position - 1), null)
                                        .state()))
                        .isEqualTo(!changes);
                seen += changes ? 1 : 0;
            }
        }
        assertThat(seen).isGreaterThan(10);
    }

    private static FindEarlierState state(LicenseEvent event, long position) {
        return new FindEarlierState(
                event.organizationId(), AuditedKind.LICENSE, event.licenseId().value(), Long.toString(position));
    }

    @Test
    void namesBehindEachDifferenceTheEventThatMadeIt() {
        for (var event : events) {
            if (!(event.getPayload() instanceof LicenseEvent e) || event.getPayload() instanceof LicenseIssued) {
                continue;
            }
            var position = FIRST + events.indexOf(event);
            var difference = handler.handle(
                    new FindDifference(
                            e.organizationId(),
                            AuditedKind.LICENSE,
                            e.licenseId().value(),
                            Long.toString(position - 1),
                            Long.toString(position)),
                    null);
            assertThat(difference.fields())
                    .extracting(Difference.Field::event)
                    .allSatisfy(behind -> assertThat(behind.position()).isEqualTo(position));
            var entry = entry(e, event.getSequenceNumber());
            assertThat(difference.fields())
                    .extracting(Difference.Field::change)
                    .containsExactlyElementsOf(entry.changes());
        }
    }

    private static AuditedHistory.Entry entry(LicenseEvent event, long number) {
        String cursor = null;
        do {
            var page = handler.handle(
                    new FindAuditedHistory(
                            event.organizationId(),
                            AuditedKind.LICENSE,
                            event.licenseId().value(),
                            cursor,
                            9),
                    null);
            for (var entry : page.items()) {
                if (entry.event().number() == number) {
                    return entry;
                }
            }
            cursor = page.next();
        } while (cursor != null);
        throw new AssertionError("no entry " + number);
    }

    @Test
    void saysInPlainWordsWhatChanged() {
        var suspended = events.stream()
                .filter(event -> event.getPayload() instanceof LicenseSuspended)
                .findFirst()
                .orElseThrow();
        var event = (LicenseEvent) suspended.getPayload();

        assertThat(entry(event, suspended.getSequenceNumber()).changes())
                .contains(new AuditedChange("status", "Status", "active", "suspended", false));
    }

    @Test
    void tellsThatSomethingPersonalChangedAndNotWhat() {
        var organization = ((TenantEvent) events.getLast().getPayload()).organizationId();
        var page = handler.handle(
                new FindAuditedHistory(organization, AuditedKind.ORGANIZATION, organization.value(), null, 200), null);

        assertThat(page.items())
                .flatExtracting(AuditedHistory.Entry::changes)
                .contains(new AuditedChange("profile.email", "E-mail", null, null, true));
        assertThat(page.toString()).doesNotContain("example.com\",", "office@", "admin@");
    }

    @Test
    void findsTheOneEventForWhichSomethingIsSo() {
        var suspended = events.stream()
                .filter(event -> event.getPayload() instanceof LicenseSuspended)
                .findFirst()
                .orElseThrow();
        var event = (LicenseEvent) suspended.getPayload();
        var asOf = Long.toString(FIRST + events.indexOf(suspended));

        for (var byRule : List.of(true, false)) {
            var causes = handler.handle(
                    new FindCauses(
                            event.organizationId(),
                            AuditedKind.LICENSE,
                            event.licenseId().value(),
                            byRule ? null : "status",
                            byRule ? "license-not-active" : null,
                            asOf),
                    null);
            assertThat(causes.fields()).isEqualTo(Map.of("status", "suspended"));
            assertThat(causes.events()).extracting(AuditedEvent::number).containsExactly(suspended.getSequenceNumber());
        }
        var seats = handler.handle(
                new FindCauses(
                        event.organizationId(),
                        AuditedKind.LICENSE,
                        event.licenseId().value(),
                        null,
                        "seat-limit",
                        null),
                null);
        assertThat(seats.fields()).containsOnlyKeys("seats", "seatsUsed", "extraSeats");
        assertThat(seats.events()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(seats.events()).hasSizeBetween(1, 3);
    }

    // ---- refusals

    private static void refused(String code, @Nullable String field, Runnable question) {
        assertThatExceptionOfType(Rejected.class).isThrownBy(question::run).satisfies(refusal -> {
            assertThat(refusal.rejection().code()).isEqualTo(code);
            assertThat(refusal.rejection().field()).isEqualTo(field);
        });
    }

    @Test
    void tellsNothingAboutWhatIsAnothersOrOfAnotherKind() {
        var issued = (LicenseIssued) events.stream()
                .filter(event -> event.getPayload() instanceof LicenseIssued)
                .findFirst()
                .orElseThrow()
                .getPayload();
        var id = issued.licenseId().value();
        var other = OrganizationId.random();

        assertThat(handler.handle(new FindAuditedOwner(AuditedKind.LICENSE, id)))
                .isEqualTo(issued.organizationId());
        refused("not-found", null, () -> handler.handle(new FindAuditedOwner(AuditedKind.ORGANIZATION, id)));
        refused(
                "not-found",
                null,
                () -> handler.handle(new FindAuditedHistory(other, AuditedKind.LICENSE, id, null, 5), null));
        refused(
                "not-found",
                null,
                () -> handler.handle(new FindEarlierState(other, AuditedKind.LICENSE, id, "9999999"), null));
        refused(
                "not-found",
                null,
                () -> handler.handle(new FindDifference(other, AuditedKind.LICENSE, id, "1", "9999999"), null));
        refused(
                "not-found",
                null,
                () -> handler.handle(new FindCauses(other, AuditedKind.LICENSE, id, "status", null, null), null));
    }

    private static long positionOfFirst(String licenseId) {
        return IntStream.range(0, events.size())
                .filter(i -> events.get(i).getAggregateIdentifier().equals(licenseId))
                .mapToLong(i -> FIRST + i)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        var issued = (LicenseIssued) events.stream()
                .filter(event -> event.getPayload() instanceof LicenseIssued)
                .findFirst()
                .orElseThrow()
                .getPayload();
        var organization = issued.organizationId();
        var id = issued.licenseId().value();

        refused(
                "query-invalid",
                "asOf",
                () -> handler.handle(new FindEarlierState(organization, AuditedKind.LICENSE, id, "yesterday"), null));
        refused(
                "query-invalid",
                "from",
                () -> handler.handle(new FindDifference(organization, AuditedKind.LICENSE, id, "x", "5"), null));
        refused(
                "query-invalid",
                "to",
                () -> handler.handle(new FindDifference(organization, AuditedKind.LICENSE, id, "5", "4"), null));
        // The instant is behind everything, the position behind the first event only.
        refused(
                "query-invalid",
                "to",
                () -> handler.handle(
                        new FindDifference(
                                organization,
                                AuditedKind.LICENSE,
                                id,
                                "2999-01-01T00:00:00Z",
                                Long.toString(positionOfFirst(id))),
                        null));
        refused(
                "query-invalid",
                "field",
                () -> handler.handle(new FindCauses(organization, AuditedKind.LICENSE, id, null, null, null), null));
        refused(
                "query-invalid",
                "field",
                () -> handler.handle(
                        new FindCauses(organization, AuditedKind.LICENSE, id, "colour", null, null), null));
        refused(
                "query-invalid",
                "rule",
                () -> handler.handle(
                        new FindCauses(organization, AuditedKind.LICENSE, id, null, "period-invalid", null), null));
        refused("query-invalid", "limit", () -> handler.handle(new FindAuditEventsOfSuite(AuditFilter.ALL, null, 501)));
        refused(
                "query-invalid",
                "cursor",
                () -> handler.handle(new FindAuditEventsOfSuite(AuditFilter.ALL, "no cursor", 5)));
    }
}
