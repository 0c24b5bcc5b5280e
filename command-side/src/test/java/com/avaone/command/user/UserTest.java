package com.avaone.command.user;

import static com.avaone.command.kernel.Refusals.refusedBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.UserCommand.EndSession;
import com.avaone.api.user.UserCommand.OpenSession;
import com.avaone.api.user.UserCommand.RefuseSignIn;
import com.avaone.api.user.UserCommand.RegisterSystemAdmin;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.SessionEnded;
import com.avaone.api.user.UserEvent.SignInRefused;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserSignedIn;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.UniqueValues;
import com.avaone.command.kernel.memory.Reservations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user's account allows. */
class UserTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrganizationId OPERATOR = OrganizationId.OPERATOR;
    private static final OrganizationId CUSTOMER = new OrganizationId("org_01jd0000000000000000000001");
    private static final UserId USER = new UserId("usr_01jd0000000000000000000001");
    private static final UserId OTHER = new UserId("usr_01jd0000000000000000000002");
    private static final EmailAddress EMAIL = new EmailAddress("ada@example.com");
    private static final SystemAdminRegistered REGISTERED = new SystemAdminRegistered(USER, OPERATOR, EMAIL, "Ada");
    private static final Duration ABSOLUTE = Duration.ofHours(12);

    private final FixtureConfiguration<User> user = new AggregateTestFixture<>(User.class);
    private final MovableClock clock = new MovableClock(NOW);
    private final Map<String, String> emails = new ConcurrentHashMap<>();

    @BeforeEach
    void giveWhatHandlersAskFor() {
        user.registerInjectableResource(new UniqueValues(new Emails(emails), id -> false));
        user.registerInjectableResource(new SessionPolicy(ABSOLUTE, 3));
        user.registerInjectableResource((Clock) clock);
    }

    private record Emails(Map<String, String> owners) implements Reservations {

        @Override
        public boolean reserve(String kind, String value, String ownerId, Predicate<String> exists) {
            return ownerId.equals(owners.computeIfAbsent(kind + " " + value, taken -> ownerId));
        }

        @Override
        public void release(String kind, String value, String ownerId) {
            owners.remove(kind + " " + value, ownerId);
        }
    }

    /** Events have the fixture's time, by which the user knows what is over. */
    private TestExecutor<User> given(Object... events) {
        return user.givenCurrentTime(NOW).andGiven(events);
    }

    private static SessionId session(int number) {
        return new SessionId("ses_%026d".formatted(number));
    }

    private static UserSignedIn signedIn(int session, Instant expiresAt) {
        return new UserSignedIn(USER, OPERATOR, session(session), expiresAt);
    }

    private static SignInRefused refused(int failures, @Nullable Instant lockedUntil) {
        return new SignInRefused(USER, OPERATOR, failures, lockedUntil);
    }

    @Test
    void isRegisteredForTheOperator() {
        user.givenNoPriorActivity()
                .when(new RegisterSystemAdmin(USER, OPERATOR, EMAIL, "Ada"))
                .expectEvents(REGISTERED);
        assertThat(emails).containsEntry("user.email " + OPERATOR + " " + EMAIL, USER.value());
    }

    @Test
    void isRegisteredOnceHoweverOftenAsked() {
        given(REGISTERED)
                .when(new RegisterSystemAdmin(USER, OPERATOR, EMAIL, "Ada"))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void cannotBeASystemAdminOfACustomer() {
        user.givenNoPriorActivity()
                .when(new RegisterSystemAdmin(USER, CUSTOMER, EMAIL, "Ada"))
                .expectException(refusedBy(UserRule.NOT_ALLOWED))
                .expectNoEvents();
    }

    @Test
    void cannotHaveTheAddressOfAnother() {
        emails.put("user.email " + OPERATOR + " " + EMAIL, OTHER.value());

        user.givenNoPriorActivity()
                .when(new RegisterSystemAdmin(USER, OPERATOR, EMAIL, "Ada"))
                .expectException(refusedBy(KernelRule.VALUE_TAKEN))
                .expectNoEvents();
    }

    @Test
    void opensASessionThatEndsHoweverBusyItIs() {
        given(REGISTERED)
                .when(new OpenSession(USER, OPERATOR, session(1)))
                .expectEvents(signedIn(1, NOW.plus(ABSOLUTE)));
    }

    @Test
    void opensASessionOnce() {
        given(REGISTERED, signedIn(1, NOW.plus(ABSOLUTE)))
                .when(new OpenSession(USER, OPERATOR, session(1)))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void endsTheOldestSessionWhenTooManyAreOpen() {
        given(REGISTERED, signedIn(1, later(1)), signedIn(2, later(2)), signedIn(3, later(3)))
                .when(new OpenSession(USER, OPERATOR, session(4)))
                .expectEvents(
                        new SessionEnded(USER, OPERATOR, session(1), SessionEnd.TOO_MANY),
                        signedIn(4, NOW.plus(ABSOLUTE)));
    }

    @Test
    void doesNotCountSessionsThatAreOver() {
        given(REGISTERED, signedIn(1, NOW), signedIn(2, later(2)), signedIn(3, later(3)))
                .when(new OpenSession(USER, OPERATOR, session(4)))
                .expectEvents(signedIn(4, NOW.plus(ABSOLUTE)));
    }

    @Test
    void forgetsSessionsThatAreOver() {
        given(REGISTERED, signedIn(1, NOW.minusSeconds(1)), signedIn(2, later(1)))
                .when(new EndSession(USER, OPERATOR, session(1), SessionEnd.TIMED_OUT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void endsASessionOnce() {
        given(REGISTERED, signedIn(1, later(1)))
                .when(new EndSession(USER, OPERATOR, session(1), SessionEnd.REVOKED))
                .expectEvents(new SessionEnded(USER, OPERATOR, session(1), SessionEnd.REVOKED));
        given(REGISTERED, signedIn(1, later(1)), new SessionEnded(USER, OPERATOR, session(1), SessionEnd.REVOKED))
                .when(new EndSession(USER, OPERATOR, session(1), SessionEnd.SIGNED_OUT))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void toleratesFourFailures() {
        given(REGISTERED, refused(3, null))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(refused(4, null));
    }

    @Test
    void isLockedForHalfAMinuteFromTheFifthFailure() {
        given(REGISTERED, refused(4, null))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(refused(5, NOW.plusSeconds(30)));
    }

    @Test
    void isLockedForTwiceAsLongAfterEachFurtherFailure() {
        assertThat(IntStream.rangeClosed(5, 12)
                        .mapToObj(failures -> Lockout.after(failures, NOW).orElseThrow())
                        .map(until -> Duration.between(NOW, until).toSeconds()))
                .containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
        assertThat(Lockout.after(Integer.MAX_VALUE, NOW)).contains(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void opensNoSessionWhileLocked() {
        var until = NOW.plusSeconds(1);

        given(REGISTERED, refused(5, until))
                .when(new OpenSession(USER, OPERATOR, session(1)))
                .expectException(refusedBy(UserRule.ACCOUNT_LOCKED, Map.of("lockedUntil", until.toString())))
                .expectNoEvents();
        given(REGISTERED, refused(5, until))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectException(refusedBy(UserRule.ACCOUNT_LOCKED))
                .expectNoEvents();
    }

    @Test
    void forgetsFailuresWithASuccess() {
        given(REGISTERED, refused(5, NOW), signedIn(1, later(1)))
                .when(new RefuseSignIn(USER, OPERATOR))
                .expectEvents(refused(1, null));
    }

    @Test
    void isOutOfReachOfAnotherOrganization() {
        for (var command : List.of(
                new OpenSession(USER, CUSTOMER, session(1)),
                new EndSession(USER, CUSTOMER, session(1), SessionEnd.REVOKED),
                new RefuseSignIn(USER, CUSTOMER))) {
            given(REGISTERED, signedIn(1, later(1)))
                    .when(command)
                    .expectException(refusedBy(KernelRule.NOT_FOUND))
                    .expectNoEvents();
        }
    }

    @Test
    void isNotChangedByWhoSawAnOlderVersion() {
        given(REGISTERED, signedIn(1, later(1)))
                .when(
                        new EndSession(USER, OPERATOR, session(1), SessionEnd.REVOKED),
                        Map.of(MetadataKey.EXPECTED_VERSION, "0"))
                .expectException(refusedBy(KernelRule.STALE_VERSION))
                .expectNoEvents();
    }

    @Test
    void neverPutsAPasswordIntoAnEvent() {
        assertThat(UserEvent.class.getPermittedSubclasses())
                .flatExtracting(event -> List.of(event.getRecordComponents()))
                .extracting(component -> ((java.lang.reflect.RecordComponent) component).getName())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("password"));
    }

    private static Instant later(int hours) {
        return NOW.plus(Duration.ofHours(hours));
    }
}
