package com.avaone.query.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.kernel.Growth;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationQuery.FindOrganization;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationFigures;
import com.avaone.api.organization.OrganizationQuery.FindOrganizationNames;
import com.avaone.api.organization.OrganizationQuery.FindOrganizations;
import com.avaone.api.organization.OrganizationSort;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.OrganizationView;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.organization.Delivery;
import com.avaone.projection.organization.OrganizationStories;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationQueryHandlerTest {

    private static final int CROWD = 620;
    private static final Instant NOW = Instant.parse("2026-06-20T23:59:59Z");
    private static final FindOrganizations ALL =
            new FindOrganizations(null, null, null, null, null, null, OrganizationSort.NAME, null, 100);

    private static final OrganizationStories STORIES = new OrganizationStories(42);
    private static ReadModelsOnDisposal readModels;
    private static HistoryOnDisposal history;
    private static OrganizationQueryHandler handler;
    private static Map<OrganizationId, OrganizationView> expected;

    @BeforeAll
    static void tellTheStories() {
        STORIES.crowd(CROWD, 3000);
        STORIES.everything();
        var events = new ArrayList<>(STORIES.events());
        // Two that only just registered: their licenses are not issued yet, so they have nothing to be sorted by expiry
        // with.
        for (int i = 0; i < 2; i++) {
            var organization = OrganizationId.random();
            var newcomer = new OrganizationStories(i);
            newcomer.register(
                    organization,
                    LicenseId.random(),
                    "Newcomer (50%) [*]",
                    "new-" + i,
                    OrganizationStories.bareProfile("Newcomer (50%) [*]", "new@example.com"));
            events.add(newcomer.events().getFirst());
        }
        readModels = new ReadModelsOnDisposal();
        history = new HistoryOnDisposal();
        Delivery.toOrganizations(readModels.documents()).deliver(events, 500);
        history.publish(events);
        expected = Retold.after(events);
        handler = new OrganizationQueryHandler(
                readModels.databases(),
                new OrganizationHistoryReader(history.history()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterAll
    static void forgetThem() {
        readModels.close();
    }

    @Test
    void findsEveryOrganizationAsItsEventsLeftIt() {
        assertThat(expected).hasSize(CROWD + 3);
        expected.forEach((organization, view) -> assertThat(handler.handle(new FindOrganization(organization, null)))
                .isEqualTo(view));
    }

    @Test
    void refusesAnOrganizationThatIsNotThere() {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(new FindOrganization(OrganizationId.random(), null)))
                .satisfies(refusal -> assertThat(refusal.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }

    @ParameterizedTest
    @EnumSource(OrganizationSort.class)
    void walksThroughAllInEveryOrderAndNeitherRepeatsNorMissesOne(OrganizationSort sort) {
        var query = new FindOrganizations(null, null, null, null, null, null, sort, null, 37);

        assertThat(walk(query))
                .containsExactlyElementsOf(inOrder(sort, view -> view.state() != OrganizationState.DELETED));
    }

    static Stream<FindOrganizations> filters() {
        var product = new ProductId("ava-flow");
        var from = LocalDate.parse("2026-07-05");
        var until = LocalDate.parse("2026-07-31");
        var sort = OrganizationSort.EXPIRY_DESC;
        return Stream.of(
                new FindOrganizations(null, OrganizationState.ACTIVE, null, null, null, null, sort, null, 100),
                new FindOrganizations(
                        null, OrganizationState.DELETION_REQUESTED, null, null, null, null, sort, null, 39),
                new FindOrganizations(null, OrganizationState.DELETED, null, null, null, null, sort, null, 100),
                new FindOrganizations(null, null, LicenseStatus.ACTIVE, null, null, null, sort, null, 50),
                new FindOrganizations(null, null, LicenseStatus.SUSPENDED, null, null, null, sort, null, 50),
                new FindOrganizations(null, null, LicenseStatus.REVOKED, null, null, null, sort, null, 50),
                new FindOrganizations(null, null, null, product, null, null, sort, null, 50),
                new FindOrganizations(null, null, null, null, from, null, sort, null, 50),
                new FindOrganizations(null, null, null, null, null, until, sort, null, 50),
                new FindOrganizations(null, null, null, null, from, until, sort, null, 50),
                new FindOrganizations("ANY A L", null, null, null, null, null, sort, null, 25),
                new FindOrganizations(" company-10 ", null, null, null, null, null, sort, null, 25),
                new FindOrganizations("admin7@", null, null, null, null, null, sort, null, 25),
                new FindOrganizations("d.", null, null, null, null, null, sort, null, 100),
                new FindOrganizations("(50%) [*]", null, null, null, null, null, sort, null, 1),
                new FindOrganizations(".*", null, null, null, null, null, sort, null, 1),
                new FindOrganizations("żÓłW", OrganizationState.DELETED, null, null, null, null, sort, null, 1),
                new FindOrganizations(
                        "company",
                        OrganizationState.ACTIVE,
                        LicenseStatus.ACTIVE,
                        product,
                        from,
                        until,
                        sort,
                        null,
                        13));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void findsWhatTheFiltersAskForAndCountsIt(FindOrganizations query) {
        var wanted = inOrder(query.sort(), matching(query));

        assertThat(walk(query)).containsExactlyElementsOf(wanted);
        assertThat(handler.handle(query).total()).isEqualTo(wanted.size());
    }

    @Test
    void triesFiltersThatFindSomethingAndLeaveSomethingOut() {
        assertThat(filters().map(query -> inOrder(query.sort(), matching(query)).size()))
                .allSatisfy(size -> assertThat(size).isLessThan(CROWD))
                .filteredOn(size -> size == 0)
                .as("'.*' and a deleted turtle whose name changed are the ones that are nobody's")
                .hasSize(2);
    }

    @Test
    void goesOnBehindACursorHoweverManyComeAndGoInBetween() {
        var first = handler.handle(ALL);
        var last = first.items().getLast();

        var second = handler.handle(with(ALL, Objects.requireNonNull(first.next())));

        assertThat(second.items().getFirst().profile().name().toLowerCase(Locale.ROOT))
                .isGreaterThanOrEqualTo(last.profile().name().toLowerCase(Locale.ROOT));
        assertThat(second.items()).doesNotContainAnyElementsOf(first.items());
    }

    static Stream<String> badCursors() {
        var byCreation = Cursor.of("CREATED", "org_1", "=2026-03-01T00:00:00Z");
        return Stream.of(
                "x",
                "%%%",
                "",
                "AAAA",
                byCreation,
                Cursor.of("NAME", "org_1"),
                Cursor.of("NAME", "org_1", "name without its mark"),
                Cursor.of("NOTHING", "org_1", ""),
                Cursor.of("{$ne: 1}", "{$ne: 1}", "={$ne: 1}"),
                "_".repeat(3000),
                byCreation.substring(0, 5));
    }

    @ParameterizedTest
    @MethodSource("badCursors")
    void refusesACursorThatItDidNotGive(String cursor) {
        refuses(with(ALL, cursor), "cursor");
    }

    @Test
    void refusesACursorWithoutAnInstantWhereOneMustBe() {
        var byCreation = new FindOrganizations(
                null,
                null,
                null,
                null,
                null,
                null,
                OrganizationSort.CREATED,
                Cursor.of("CREATED", "org_1", "=soon"),
                5);
        refuses(byCreation, "cursor");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101, Integer.MAX_VALUE})
    void refusesALimitOutOfRange(int limit) {
        refuses(new FindOrganizations(null, null, null, null, null, null, OrganizationSort.NAME, null, limit), "limit");
    }

    @Test
    void refusesATextThatIsTooLong() {
        refuses(
                new FindOrganizations("a".repeat(201), null, null, null, null, null, OrganizationSort.NAME, null, 5),
                "text");
    }

    @Test
    void namesTheOrganizationsThatItKnows() {
        var known = expected.keySet().stream().limit(50).toList();
        var asked = new HashSet<>(known);
        asked.add(OrganizationId.random());

        var names = handler.handle(new FindOrganizationNames(asked)).names();

        assertThat(names).hasSameSizeAs(known);
        expected.forEach((organization, view) -> {
            if (known.contains(organization)) {
                assertThat(names)
                        .containsEntry(organization.value(), view.profile().name());
            }
        });
    }

    @Test
    void countsAsARecountDoes() {
        var figures = handler.handle(new FindOrganizationFigures());

        var present = expected.values().stream()
                .filter(view -> view.state() != OrganizationState.DELETED)
                .toList();
        assertThat(figures.total()).isEqualTo(present.size());
        for (var status : LicenseStatus.values()) {
            assertThat(figures.byLicenseStatus())
                    .containsEntry(
                            status,
                            present.stream()
                                    .filter(view -> status == statusOf(view))
                                    .count());
        }
        assertThat(figures.withoutLicense()).isEqualTo(2);
        assertThat(figures.inGrace())
                .isPositive()
                .isEqualTo(present.stream()
                        .filter(view -> statusOf(view) == LicenseStatus.ACTIVE
                                && Objects.requireNonNull(view.license()).graceUntil() != null)
                        .count());
        assertThat(figures.deletionRequested())
                .isPositive()
                .isEqualTo(present.stream()
                        .filter(view -> view.state() == OrganizationState.DELETION_REQUESTED)
                        .count());
        assertThat(figures.seats())
                .isEqualTo(present.stream()
                        .mapToLong(view -> view.license() == null
                                ? 0
                                : view.license().seats().value())
                        .sum());
        assertThat(figures.seatsUsed())
                .isEqualTo(present.stream()
                        .mapToLong(view ->
                                view.license() == null ? 0 : view.license().seatsUsed())
                        .sum());
    }

    @Test
    void listsTheLicensesThatEndFirstWithinThirtyDays() {
        var figures = handler.handle(new FindOrganizationFigures());

        assertThat(figures.expiringSoon())
                .hasSize(10)
                .containsExactlyElementsOf(inOrderViews(
                                OrganizationSort.EXPIRY,
                                view -> view.state() != OrganizationState.DELETED
                                        && statusOf(view) == LicenseStatus.ACTIVE
                                        && !validUntil(view).isBefore(LocalDate.parse("2026-06-20"))
                                        && !validUntil(view).isAfter(LocalDate.parse("2026-07-20")))
                        .subList(0, 10));
    }

    @Test
    void countsRegistrationsByDayDeletedOnesIncluded() {
        var registrations = handler.handle(new FindOrganizationFigures()).registrations();

        assertThat(registrations)
                .extracting(Growth::day)
                .isSorted()
                .doesNotHaveDuplicates()
                .first()
                .isEqualTo(LocalDate.parse("2026-03-01"));
        assertThat(registrations.getLast().total()).isEqualTo(expected.size());
        assertThat(registrations.stream().mapToLong(Growth::count).sum()).isEqualTo(expected.size());
    }

    @Test
    void answersFiguresWhereThereIsNothing() {
        try (var empty = new ReadModelsOnDisposal()) {
            var figures = new OrganizationQueryHandler(
                            empty.databases(), new OrganizationHistoryReader(history.history()), Clock.systemUTC())
                    .handle(new FindOrganizationFigures());

            assertThat(figures.total()).isZero();
            assertThat(figures.byLicenseStatus()).hasSize(LicenseStatus.values().length);
            assertThat(figures.registrations()).isEmpty();
        }
    }

    @Test
    void tellsEveryOrganizationAsItWasAtEveryPosition() {
        var stories = new OrganizationStories(5).crowd(3, 60);
        stories.everything();
        var events = stories.events();
        var log = new HistoryOnDisposal();
        var first = log.publish(events);
        var then = handlerOver(log);

        for (int i = 0; i < events.size(); i++) {
            var told = Retold.after(events.subList(0, i + 1));
            var position = Long.toString(first + i);
            for (var event : events) {
                if (event.getPayload() instanceof OrganizationRegistered registered) {
                    var query = new FindOrganization(registered.organizationId(), position);
                    var view = told.get(registered.organizationId());
                    if (view == null) {
                        assertThatExceptionOfType(Rejected.class).isThrownBy(() -> then.handle(query));
                    } else {
                        assertThat(then.handle(query)).isEqualTo(view);
                    }
                }
            }
        }
    }

    @Test
    void takesAPositionAsItsInstantWhereTheStoreDoesNotTellAnAggregatesPositions() {
        var stories = new OrganizationStories(5);
        var organization = stories.everything();
        var events = stories.events();
        var log = HistoryOnDisposal.withoutPositions();
        var first = log.publish(events);
        var then = handlerOver(log);

        for (int i = 0; i < events.size(); i++) {
            var instant = events.get(i).getTimestamp();
            var told = Retold.after(events.stream()
                    .takeWhile(other -> !other.getTimestamp().isAfter(instant))
                    .toList());
            assertThat(then.handle(new FindOrganization(organization, Long.toString(first + i))))
                    .isEqualTo(told.get(organization));
        }
    }

    @Test
    void tellsAnOrganizationAsItWasAtAnInstant() {
        var stories = new OrganizationStories(5);
        var organization = stories.everything();
        var events = stories.events();
        var log = new HistoryOnDisposal();
        log.publish(events);
        var then = handlerOver(log);

        for (var event : events) {
            var instant = event.getTimestamp();
            var told = Retold.after(events.stream()
                    .takeWhile(other -> !other.getTimestamp().isAfter(instant))
                    .toList());
            assertThat(then.handle(new FindOrganization(organization, instant.toString())))
                    .isEqualTo(told.get(organization));
        }
        assertThat(then.handle(new FindOrganization(organization, "9999999999")))
                .isEqualTo(Retold.after(events).get(organization));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "yesterday", "2026-01-31", "99999999999999999999", "1e3", "２"})
    void refusesAnEarlierMomentThatIsNone(String asOf) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(
                        new FindOrganization(expected.keySet().iterator().next(), asOf)))
                .satisfies(refusal -> assertThat(refusal.rejection().field()).isEqualTo("asOf"));
    }

    private static OrganizationQueryHandler handlerOver(HistoryOnDisposal log) {
        return new OrganizationQueryHandler(
                readModels.databases(), new OrganizationHistoryReader(log.history()), Clock.systemUTC());
    }

    private static void refuses(FindOrganizations query, String field) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(() -> handler.handle(query))
                .satisfies(refusal -> {
                    assertThat(refusal.rejection().code()).isEqualTo(KernelRule.QUERY_INVALID.code());
                    assertThat(refusal.rejection().field()).isEqualTo(field);
                });
    }

    /** All pages, one after another. */
    private static List<OrganizationId> walk(FindOrganizations query) {
        var walked = new ArrayList<OrganizationId>();
        var cursor = query.cursor();
        do {
            var page = handler.handle(with(query, cursor));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
            page.items().forEach(view -> {
                assertThat(view).isEqualTo(expected.get(view.organizationId()));
                walked.add(view.organizationId());
            });
            cursor = page.next();
        } while (cursor != null);
        return walked;
    }

    private static FindOrganizations with(FindOrganizations query, @Nullable String cursor) {
        return new FindOrganizations(
                query.text(),
                query.state(),
                query.licenseStatus(),
                query.product(),
                query.expiresFrom(),
                query.expiresUntil(),
                query.sort(),
                cursor,
                query.limit());
    }

    private static List<OrganizationId> inOrder(OrganizationSort sort, Predicate<OrganizationView> filter) {
        return inOrderViews(sort, filter).stream()
                .map(OrganizationView::organizationId)
                .toList();
    }

    private static List<OrganizationView> inOrderViews(OrganizationSort sort, Predicate<OrganizationView> filter) {
        Comparator<OrganizationView> id =
                Comparator.comparing(view -> view.organizationId().value());
        Comparator<OrganizationView> name =
                Comparator.comparing(view -> view.profile().name().toLowerCase(Locale.ROOT));
        Comparator<OrganizationView> expiry = Comparator.comparing(
                view -> view.license() == null ? null : view.license().validUntil(),
                Comparator.nullsFirst(Comparator.naturalOrder()));
        var created = Comparator.comparing(OrganizationView::createdAt);
        var order = switch (sort) {
            case NAME -> name.thenComparing(id);
            case NAME_DESC -> name.thenComparing(id).reversed();
            case CREATED -> created.thenComparing(id);
            case CREATED_DESC -> created.thenComparing(id).reversed();
            case EXPIRY -> expiry.thenComparing(id);
            case EXPIRY_DESC -> expiry.thenComparing(id).reversed();
        };
        return expected.values().stream().filter(filter).sorted(order).toList();
    }

    private static Predicate<OrganizationView> matching(FindOrganizations query) {
        var text = query.text() == null ? "" : query.text().strip().toLowerCase(Locale.ROOT);
        return view ->
                (query.state() == null ? view.state() != OrganizationState.DELETED : view.state() == query.state())
                        && (query.licenseStatus() == null || query.licenseStatus() == statusOf(view))
                        && (query.product() == null || view.products().contains(query.product()))
                        && (query.expiresFrom() == null
                                || (view.license() != null && !validUntil(view).isBefore(query.expiresFrom())))
                        && (query.expiresUntil() == null
                                || (view.license() != null && !validUntil(view).isAfter(query.expiresUntil())))
                        && (view.profile().name().toLowerCase(Locale.ROOT).contains(text)
                                || view.slug().value().contains(text)
                                || view.profile().adminEmail().value().contains(text));
    }

    private static @Nullable LicenseStatus statusOf(OrganizationView view) {
        return view.license() == null ? null : view.license().status();
    }

    private static LocalDate validUntil(OrganizationView view) {
        return Objects.requireNonNull(view.license()).validUntil();
    }
}
