package com.avaone.query.user;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Growth;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.OwnHistory;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.SecondFactorEnrolled;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserHistory;
import com.avaone.api.user.UserHistory.Entry;
import com.avaone.api.user.UserPage;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserQuery.FindOwnHistory;
import com.avaone.api.user.UserQuery.FindUser;
import com.avaone.api.user.UserQuery.FindUserFigures;
import com.avaone.api.user.UserQuery.FindUserHistory;
import com.avaone.api.user.UserQuery.FindUsers;
import com.avaone.api.user.UserQuery.FindWorkspaceUsers;
import com.avaone.api.user.UserState;
import com.avaone.api.user.UserView;
import com.avaone.projection.kernel.ReadModelsOnDisposal;
import com.avaone.projection.user.UserDelivery;
import com.avaone.projection.user.UserStories;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.KeysByHand;
import com.avaone.query.kernel.history.HistoryOnDisposal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserQueryHandlerTest {

    private static final OrganizationId ORG = OrganizationId.random();
    private static final OrganizationId RIVAL = OrganizationId.random();
    private static final FindUsers ALL = new FindUsers(ORG, null, null, null, null, null, 100);

    private static final KeysByHand KEYS = new KeysByHand();
    private static final UserStories STORIES = new UserStories(42);
    private static final HistoryOnDisposal LOG = new HistoryOnDisposal();
    private static ReadModelsOnDisposal readModels;
    private static UserQueryHandler handler;
    private static UserId ada;
    private static UserId stranger;
    private static List<UserView> expected;

    @BeforeAll
    static void tellTheStories() {
        STORIES.crowd(ORG, 230, 1500);
        ada = STORIES.everything(ORG);
        var careful = STORIES.registered(
                ORG, "percent%_(x)@example.com", new UserProfile("A+B", "[C]", null, null, null), Role.USER);
        STORIES.add(new SecondFactorEnrolled(careful, ORG));
        stranger = STORIES.registered(RIVAL, "stranger@example.com", UserProfile.EMPTY, Role.ADMIN);
        readModels = new ReadModelsOnDisposal();
        UserDelivery.to(readModels.documents()).deliver(STORIES.events(), 500);
        LOG.publish(STORIES.events());
        handler = handler(readModels);
        expected = STORIES.events().stream()
                .map(DomainEventMessage::getAggregateIdentifier)
                .distinct()
                .filter(id -> !id.equals(stranger.value()))
                .map(id -> handler.handle(new FindUser(ORG, new UserId(id))))
                .toList();
    }

    private static UserQueryHandler handler(ReadModelsOnDisposal models) {
        return new UserQueryHandler(
                models.databases(),
                new UserHistoryReader(LOG.history()),
                LOG.earlier(new AuditedUsers()),
                KEYS,
                Clock.fixed(STORIES.now(), ZoneOffset.UTC));
    }

    @AfterAll
    static void forgetThem() {
        readModels.close();
    }

    @Test
    void findsAUserOfTheOrganization() {
        assertThat(handler.handle(new FindUser(RIVAL, stranger)).email())
                .isEqualTo(new EmailAddress("stranger@example.com"));
    }

    @Test
    void tellsHowAUserWasAsTheReadModelDid() {
        try (var models = new ReadModelsOnDisposal()) {
            var delivery = UserDelivery.to(models.documents());
            var present = handler(models);
            for (int position = 0; position < STORIES.events().size(); position++) {
                var event = STORIES.events().get(position);
                delivery.deliver(List.of(event), 1);
                if (event.getPayload() instanceof UserEvent of) {
                    assertThat(handler.handle(new FindUser(of.organizationId(), of.userId(), Long.toString(position))))
                            .as("at %d", position)
                            .isEqualTo(present.handle(new FindUser(of.organizationId(), of.userId())));
                }
            }
        }
    }

    @Test
    void doesNotFindAnotherOrganizationsUser() {
        refusesAsNotFound(() -> handler.handle(new FindUser(ORG, stranger, "100000")));
        refusesAsNotFound(() -> handler.handle(new FindUser(ORG, ada, "0")));
        refusesAsNotFound(() -> handler.handle(new FindUser(ORG, stranger)));
        refusesAsNotFound(() -> handler.handle(new FindUser(OrganizationId.random(), stranger)));
        refusesAsNotFound(() -> handler.handle(new FindUserHistory(ORG, stranger, null, 10), null));
        refusesAsNotFound(() -> handler.handle(new FindUserHistory(ORG, UserId.random(), null, 10), null));
        refusesAsNotFound(() -> handler.handle(new FindOwnHistory(ORG, stranger, -1, 10), null));
        refusesAsNotFound(() -> handler.handle(new FindOwnHistory(ORG, UserId.random(), -1, 10), null));
        assertThat(walk(new FindUsers(ORG, "stranger", null, null, null, null, 10)))
                .isEmpty();
    }

    @Test
    void doesNotMakeADatabaseByAsking() {
        var nowhere = OrganizationId.random();
        assertThat(handler.handle(new FindUsers(nowhere, null, null, null, null, null, 10)))
                .isEqualTo(new UserPage(List.of(), null, 0));
        assertThat(readModels.databases().tenantDatabases()).containsExactlyInAnyOrder(ORG.value(), RIVAL.value());
    }

    @Test
    void countsWhoIsPresent() {
        var present = expected.stream()
                .filter(user -> UserFilter.PRESENT.contains(user.state()))
                .toList();
        var active = present.stream()
                .filter(user -> user.state() == UserState.ACTIVE)
                .toList();
        var lately = STORIES.now().minus(Duration.ofDays(7));

        var figures = handler.handle(new FindUserFigures(ORG));

        assertThat(figures.byState())
                .hasSize(3)
                .isEqualTo(present.stream().collect(groupingBy(UserView::state, counting())));
        assertThat(figures.byRole()).isEqualTo(present.stream().collect(groupingBy(UserView::role, counting())));
        assertThat(figures.signedInLately())
                .isEqualTo(active.stream()
                        .filter(user -> user.lastSignInAt() != null
                                && !user.lastSignInAt().isBefore(lately))
                        .count())
                .isPositive();
        assertThat(figures.secondFactor())
                .isEqualTo(active.stream().filter(UserView::secondFactor).count())
                .isPositive();
        assertThat(figures.growth()).extracting(Growth::day).isSorted().doesNotHaveDuplicates();
        assertThat(figures.growth().getLast().total()).isEqualTo(present.size());
        var first = figures.growth().getFirst();
        assertThat(first.count())
                .isEqualTo(first.total())
                .isEqualTo(present.stream()
                        .filter(user -> LocalDate.ofInstant(user.createdAt(), ZoneOffset.UTC)
                                .equals(first.day()))
                        .count());
    }

    @Test
    void countsNobodyWhereNobodyIs() {
        var figures = handler.handle(new FindUserFigures(OrganizationId.random()));

        assertThat(figures.byState())
                .containsOnlyKeys(UserFilter.PRESENT)
                .allSatisfy((_, count) -> assertThat(count).isZero());
        assertThat(figures.byRole()).isEmpty();
        assertThat(figures.growth()).isEmpty();
    }

    static Stream<FindWorkspaceUsers> workspaceFilters() {
        return Stream.of(
                new FindWorkspaceUsers(ORG, null, null, null, 7),
                new FindWorkspaceUsers(RIVAL, null, null, null, 100),
                new FindWorkspaceUsers(ORG, null, UserState.ACTIVE, null, 5),
                new FindWorkspaceUsers(ORG, null, UserState.INVITED, null, 100),
                new FindWorkspaceUsers(ORG, new PlanId("starter"), null, null, 10));
    }

    @ParameterizedTest
    @MethodSource("workspaceFilters")
    void listsAnOrganizationsWorkspaceUsersPageByPage(FindWorkspaceUsers query) {
        var present = Set.of(UserState.INVITED, UserState.ACTIVE, UserState.DEACTIVATED);
        var all = walk(new FindUsers(query.organizationId(), null, null, Role.WORKSPACE_USER, null, null, 100));

        assertThat(walk(query))
                .containsExactlyElementsOf(all.stream()
                        .filter(user -> present.contains(user.state()))
                        .filter(user -> query.state() == null || user.state() == query.state())
                        .filter(user -> query.plan() == null || query.plan().equals(user.plan()))
                        .map(UserView::userId)
                        .toList());
    }

    @Test
    void listsTheWorkspaceUsersOfEveryOrganizationForTheOperator() {
        var all = walk(new FindWorkspaceUsers(OrganizationId.OPERATOR, null, null, null, 13));
        var ours = walk(new FindWorkspaceUsers(ORG, null, null, null, 100));
        var theirs = walk(new FindWorkspaceUsers(RIVAL, null, null, null, 100));

        assertThat(all)
                .containsAll(ours)
                .containsAll(theirs)
                .hasSize(ours.size() + theirs.size())
                .doesNotHaveDuplicates();
        assertThat(ours).isNotEmpty();
    }

    private static List<UserId> walk(FindWorkspaceUsers query) {
        var found = new ArrayList<UserId>();
        var next = query;
        while (true) {
            var page = handler.handle(next);
            page.items().forEach(user -> found.add(user.userId()));
            if (page.next() == null) {
                assertThat(page.total()).isEqualTo(found.size());
                return found;
            }
            next = new FindWorkspaceUsers(
                    query.organizationId(), query.plan(), query.state(), page.next(), query.limit());
        }
    }

    static Stream<FindUsers> filters() {
        var product = new ProductId("ava-flow");
        return Stream.of(
                ALL,
                new FindUsers(ORG, null, null, null, null, null, 1),
                new FindUsers(ORG, null, null, null, null, null, 37),
                new FindUsers(ORG, null, UserState.INVITED, null, null, null, 7),
                new FindUsers(ORG, null, UserState.ACTIVE, null, null, null, 50),
                new FindUsers(ORG, null, UserState.DEACTIVATED, null, null, null, 7),
                new FindUsers(ORG, null, UserState.WITHDRAWN, null, null, null, 7),
                new FindUsers(ORG, null, UserState.ERASED, null, null, null, 3),
                new FindUsers(ORG, null, null, Role.WORKSPACE_USER, null, null, 7),
                new FindUsers(ORG, null, UserState.ACTIVE, Role.ADMIN, product, null, 2),
                new FindUsers(ORG, null, null, null, product, null, 10),
                new FindUsers(ORG, " BJÖRN m", null, null, null, null, 5),
                new FindUsers(ORG, "@3.", null, null, null, null, 5),
                new FindUsers(ORG, "%_(X)", null, null, null, null, 1),
                new FindUsers(ORG, "a+b [c]", null, null, null, null, 1),
                new FindUsers(ORG, "चंदा", null, null, null, null, 5));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void walksThroughWhatIsAskedForAndNeitherRepeatsNorMissesOne(FindUsers query) {
        var wanted = expected.stream()
                .filter(matching(query))
                .sorted(Comparator.comparing((UserView user) -> user.email().value())
                        .thenComparing(user -> user.userId().value()))
                .toList();

        assertThat(wanted).isNotEmpty();
        assertThat(walk(query)).containsExactlyElementsOf(wanted);
        assertThat(handler.handle(query).total()).isEqualTo(wanted.size());
    }

    @Test
    void findsNothingByAPatternOfTheDatabase() {
        for (var text : List.of(".*", "^a", "$", "\\E.*")) {
            assertThat(walk(new FindUsers(ORG, text, null, null, null, null, 5)))
                    .isEmpty();
        }
    }

    private static Predicate<UserView> matching(FindUsers query) {
        return user -> (query.state() == null
                        ? user.state() != UserState.WITHDRAWN && user.state() != UserState.ERASED
                        : user.state() == query.state())
                && (query.role() == null || user.role() == query.role())
                && (query.product() == null || user.products().contains(query.product()))
                && (query.text() == null || says(user, query.text().strip()));
    }

    private static boolean says(UserView user, String text) {
        var part = text.toLowerCase(Locale.ROOT);
        return user.email().value().contains(part)
                || user.profile().displayName("").toLowerCase(Locale.ROOT).contains(part);
    }

    private static List<UserView> walk(FindUsers query) {
        var all = new ArrayList<UserView>();
        @Nullable String cursor = null;
        do {
            var page = handler.handle(new FindUsers(
                    query.organizationId(),
                    query.text(),
                    query.state(),
                    query.role(),
                    query.product(),
                    cursor,
                    query.limit()));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(query.limit());
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    @Test
    void tellsWhatHappenedInPlainWordsNewestFirst() {
        var history = handler.handle(new FindUserHistory(ORG, ada, null, 200), null);

        assertThat(history.userId()).isEqualTo(ada);
        assertThat(history.next()).isNull();
        assertThat(history.items().reversed())
                .extracting(Entry::what)
                .map(what -> what.replaceAll("until [0-9].*", "until then"))
                .containsExactly(
                        "Invited as employee",
                        "Invitation sent again",
                        "Invitation accepted",
                        "Signed in",
                        "Session ended: signed out",
                        "Profile changed",
                        "Another address asked for",
                        "Address changed",
                        "Place in the services is now: billing, CRM as account owner, Pingora as hr",
                        "Role is now workspace user",
                        "Place in the services is now: CRM as read only",
                        "Role is now user",
                        "Product ava-pingora assigned",
                        "Product ava-flow assigned",
                        "Product ava-cx withdrawn",
                        "Second factor set up",
                        "Recovery code used; 9 left",
                        "Second factor removed",
                        "Passkey added",
                        "Passkey added",
                        "Passkey added",
                        "Passkey used",
                        "Passkey removed",
                        "Password changed",
                        "Sign-in refused, 5 in a row; locked until then",
                        "Link for a new password asked for",
                        "New password set by a link",
                        "Sign-in refused, 5 in a row; locked until then",
                        "Sign-in refused, 99 in a row; locked until then",
                        "Account locked until it is opened by mail",
                        "Link that opens the account asked for",
                        "Account unlocked",
                        "Account deactivated",
                        "Account activated",
                        "Person erased");
    }

    @Test
    void speaksTheReadersLanguage() {
        assertThat(handler.handle(new FindUserHistory(ORG, ada, null, 200), "hi")
                        .items())
                .extracting(Entry::what)
                .contains(
                        "कर्मचारी के रूप में आमंत्रित",
                        "सेवाओं में स्थान अब: बिलिंग, CRM में खाता स्वामी, Pingora में मानव संसाधन",
                        "रिकवरी कोड प्रयुक्त हुआ; 9 शेष");
    }

    @Test
    void tellsAPersonAllThatIsKeptOldestFirstAndPageByPage() {
        var numbers = new ArrayList<Long>();
        var kept = new ArrayList<String>();
        var after = -1L;
        for (OwnHistory page; ; after = page.next()) {
            page = handler.handle(new FindOwnHistory(ORG, ada, after, 7), null);
            page.items().forEach(entry -> {
                numbers.add(entry.number());
                kept.add(entry.kept().toString());
            });
            if (page.next() == null) {
                break;
            }
        }

        assertThat(numbers)
                .isEqualTo(handler.handle(new FindUserHistory(ORG, ada, null, 200), null).items().reversed().stream()
                        .map(Entry::number)
                        .toList());
        assertThat(kept.toString()).contains("Lovelace", "@", "Blue", "Logistics");
    }

    @Test
    void tellsNothingPersonalInTheHistory() {
        var words = handler.handle(new FindUserHistory(ORG, ada, null, 200), null).items().stream()
                .map(Entry::what)
                .toList()
                .toString();
        assertThat(words)
                .doesNotContainIgnoringCase("ada")
                .doesNotContainIgnoringCase("lovelace")
                .doesNotContain("@", "key\"", "Blue", "Crates", "Logistics");
    }

    @Test
    void saysWhoDidItWhenAndWhy() {
        var events = STORIES.events().stream()
                .filter(event -> event.getAggregateIdentifier().equals(ada.value()))
                .toList();
        var entries = handler.handle(new FindUserHistory(ORG, ada, null, 200), null)
                .items()
                .reversed();

        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).number()).isEqualTo(i);
            assertThat(entries.get(i).at()).isEqualTo(events.get(i).getTimestamp());
            assertThat(entries.get(i).actorKind()).isEqualTo(ActorKind.SYSTEM_ADMIN);
            assertThat(entries.get(i).reason())
                    .isEqualTo(events.get(i).getMetaData().get("reason"));
        }
        assertThat(entries.getLast().event()).isEqualTo("user.erased");
        assertThat(events.getLast().getPayload()).isInstanceOf(UserErased.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 34, 35, 36, 200})
    void tellsTheSameInPages(int limit) {
        var whole =
                handler.handle(new FindUserHistory(ORG, ada, null, 200), null).items();

        var paged = new ArrayList<Entry>();
        @Nullable String cursor = null;
        UserHistory page;
        do {
            page = handler.handle(new FindUserHistory(ORG, ada, cursor, limit), null);
            assertThat(page.items()).hasSizeBetween(1, limit);
            paged.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);

        assertThat(paged).isEqualTo(whole).hasSize(35);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        refuses("limit", () -> handler.handle(new FindUsers(ORG, null, null, null, null, null, 0)));
        refuses("limit", () -> handler.handle(new FindUsers(ORG, null, null, null, null, null, 101)));
        refuses("limit", () -> handler.handle(new FindUserHistory(ORG, ada, null, 0), null));
        refuses("limit", () -> handler.handle(new FindUserHistory(ORG, ada, null, 201), null));
        refuses("text", () -> handler.handle(new FindUsers(ORG, "x".repeat(201), null, null, null, null, 10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{}"})
    void refusesACursorThatItDidNotGive(String cursor) {
        for (var forged : List.of(cursor, Cursor.of(cursor + "?"), Cursor.of("NAME", "usr_1", "=a"))) {
            refuses("cursor", () -> handler.handle(new FindUsers(ORG, null, null, null, null, forged, 10)));
            refuses("cursor", () -> handler.handle(new FindUserHistory(ORG, ada, forged, 10), null));
        }
    }

    @Test
    void sealsTheAddressInACursor() {
        var page = handler.handle(new FindUsers(ORG, null, null, null, null, null, 10));
        var last = page.items().getLast();
        var cursor = Objects.requireNonNull(page.next());

        assertThat(cursor).startsWith("s" + last.userId() + ".cursor.");
        var clear = Cursor.of("EMAIL", last.userId().value(), "=" + last.email());
        for (var forged :
                List.of(clear, "n" + clear, "s" + clear, cursor.substring(1), cursor.replace("cursor", "elsewhere"))) {
            refuses("cursor", () -> handler.handle(new FindUsers(ORG, null, null, null, null, forged, 10)));
        }

        KEYS.erased.add(last.userId().value());
        try {
            refuses("cursor", () -> handler.handle(new FindUsers(ORG, null, null, null, null, cursor, 10)));
        } finally {
            KEYS.erased.clear();
        }
    }

    private static void refuses(String field, Runnable question) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(question::run)
                .satisfies(refusal -> assertThat(refusal.rejection().field()).isEqualTo(field));
    }

    private static void refusesAsNotFound(Runnable question) {
        assertThatExceptionOfType(Rejected.class)
                .isThrownBy(question::run)
                .satisfies(refusal -> assertThat(refusal.rejection().code()).isEqualTo(KernelRule.NOT_FOUND.code()));
    }
}
