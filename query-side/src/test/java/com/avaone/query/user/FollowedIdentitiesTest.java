package com.avaone.query.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.ServiceRoles;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserEvent;
import com.avaone.api.user.UserEvent.ServiceRolesChanged;
import com.avaone.api.user.UserEvent.SessionEnded;
import com.avaone.api.user.UserEvent.SignInRefused;
import com.avaone.api.user.UserEvent.SystemAdminRegistered;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserEvent.UserLocked;
import com.avaone.api.user.UserEvent.UserRegistered;
import com.avaone.api.user.UserEvent.UserSignedIn;
import com.avaone.api.user.UserProfile;
import com.avaone.api.user.UserState;
import com.avaone.projection.organization.OrganizationStories;
import com.avaone.query.kernel.KeysByHand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedIdentitiesTest {

    private static final UserId ADA = UserId.random();
    private static final EmailAddress ADDRESS = new EmailAddress("ada@example.com");
    private static final OrganizationId ORG = OrganizationId.random();
    private static final LicenseId LICENSE = LicenseId.random();
    private static final LicenseTerms TERMS = new LicenseTerms(new Seats(5), LocalDate.EPOCH, 14, List.of());
    private static final UserId BOB = UserId.random();
    private static final EmailAddress BOBS = new EmailAddress("bob@example.com");
    private static final SessionId MORNING = SessionId.random();
    private static final SessionId EVENING = SessionId.random();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private final Instant now = Instant.now();
    private Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    private final KeysByHand keys = new KeysByHand();
    private Log log = new Log();
    private final List<FollowedIdentities> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(FollowedIdentities::stop);
    }

    @Test
    void knowsWhoMaySignInAsSoonAsItHasStarted() {
        log.publish(registered());

        var identities = start();

        assertThat(identities.hasSystemAdmin()).isTrue();
        assertThat(identities.user(OrganizationId.OPERATOR, ADDRESS)).hasValueSatisfying(user -> {
            assertThat(user.userId()).isEqualTo(ADA);
            assertThat(user.displayName()).isEqualTo("Ada");
            assertThat(user.lockedUntil()).isNull();
        });
        assertThat(identities.user(ADA)).isEqualTo(identities.user(OrganizationId.OPERATOR, ADDRESS));
        assertThat(identities.user(OrganizationId.OPERATOR, new EmailAddress("eve@example.com")))
                .isEmpty();
    }

    @Test
    void knowsNobodyWhereTheLogIsEmpty() {
        var identities = start();

        assertThat(identities.hasSystemAdmin()).isFalse();
        assertThat(identities.sessions(ADA)).isEmpty();
    }

    @Test
    void keepsOpenSessionsNewestFirstUntilTheyEnd() {
        var identities = start();
        log.publish(registered());
        log.publish(signedIn(MORNING, now.plusSeconds(60)));
        log.publish(signedIn(EVENING, now.plusSeconds(60)));
        assertThat(identities.await(log.head(), PATIENCE)).isTrue();

        assertThat(identities.sessions(ADA)).extracting(SessionView::sessionId).containsExactly(EVENING, MORNING);
        assertThat(identities.session(MORNING)).hasValueSatisfying(session -> {
            assertThat(session.userId()).isEqualTo(ADA);
            assertThat(session.sourceAddress()).isEqualTo("192.0.2.1");
        });

        log.publish(new SessionEnded(ADA, OrganizationId.OPERATOR, EVENING, SessionEnd.REVOKED));
        assertThat(identities.await(log.head(), PATIENCE)).isTrue();

        assertThat(identities.session(EVENING)).isEmpty();
        assertThat(identities.sessions(ADA)).extracting(SessionView::sessionId).containsExactly(MORNING);
    }

    @Test
    void doesNotAnswerASessionWhoseTimeIsOver() {
        log.publish(registered());
        log.publish(signedIn(MORNING, now));
        log.publish(signedIn(EVENING, now.plusMillis(1)));

        var identities = start();

        assertThat(identities.session(MORNING)).isEmpty();
        assertThat(identities.session(EVENING)).isPresent();
        assertThat(identities.sessions(ADA)).extracting(SessionView::sessionId).containsExactly(EVENING);
    }

    @Test
    void saysUntilWhenAUserIsLockedAndForgetsItOnceSignedIn() {
        log.publish(registered());
        log.publish(new SignInRefused(ADA, OrganizationId.OPERATOR, 5, now.plusSeconds(60)));
        var identities = start();
        assertThat(identities.user(ADA))
                .hasValueSatisfying(user -> assertThat(user.lockedUntil()).isEqualTo(now.plusSeconds(60)));

        log.publish(signedIn(MORNING, now.plusSeconds(60)));
        assertThat(identities.await(log.head(), PATIENCE)).isTrue();

        assertThat(identities.user(ADA))
                .hasValueSatisfying(user -> assertThat(user.lockedUntil()).isNull());
    }

    @Test
    void wakesWhoeverWaitsForAPosition() {
        var identities = start();
        log.publish(registered());
        var next = log.head() + 1;
        assertThat(identities.await(next, Duration.ofMillis(20))).isFalse();

        var waiting = CompletableFuture.supplyAsync(() -> identities.await(next, PATIENCE));
        log.publish(signedIn(MORNING, now.plusSeconds(60)));

        assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo(true);
    }

    @Test
    void beginsAtTheNextStartWhereItsSnapshotEnds() {
        log.publish(registered());
        log.publish(signedIn(MORNING, now.plusSeconds(60)));
        log.publish(signedIn(EVENING, now.plusSeconds(60)));
        var first = start();
        var user = first.user(ADA);
        var sessions = first.sessions(ADA);
        first.stop();
        log.publish(new SignInRefused(ADA, OrganizationId.OPERATOR, 5, now.plusSeconds(60)));
        log.opened.clear();

        var second = start();

        assertThat(log.lowestOpened()).isGreaterThan(0);
        assertThat(second.sessions(ADA)).isEqualTo(sessions);
        assertThat(second.user(OrganizationId.OPERATOR, ADDRESS)).isPresent().isNotEqualTo(user);
    }

    @Test
    void remembersOrganizationsAndTheirUsersAcrossAStart() {
        log.publish(organization());
        log.publish(issued());
        log.publish(invited(null));
        log.publish(new UserRegistered(BOB, ORG, UserProfile.EMPTY));
        log.publish(new ServiceRolesChanged(BOB, ORG, new ServiceRoles(true, CrmRole.READ_ONLY, null)));
        log.publish(new UserSignedIn(BOB, ORG, MORNING, now.plusSeconds(60)));
        log.publish(new UserLocked(BOB, ORG));
        var first = start();
        var user = first.user(ORG, BOBS);
        var organization = first.organizationBySlug("acme");
        var sessions = first.sessions(BOB);
        assertThat(user)
                .hasValueSatisfying(locked -> assertThat(locked.lockedUntil()).isEqualTo(Instant.MAX));
        assertThat(organization)
                .hasValueSatisfying(open -> assertThat(open.isOpen()).isTrue());
        assertThat(sessions).hasSize(1);
        first.stop();
        log.opened.clear();

        var second = start();

        assertThat(log.lowestOpened()).isGreaterThan(0);
        assertThat(second.user(ORG, BOBS)).isEqualTo(user);
        assertThat(second.user(BOB)).isEqualTo(user);
        assertThat(second.organization(ORG)).isEqualTo(organization);
        assertThat(second.organizationBySlug("acme")).isEqualTo(organization);
        assertThat(second.sessions(BOB)).isEqualTo(sessions);
    }

    @Test
    void answersNoSessionOfSomebodyWhoseAccessIsOver() {
        log.publish(organization());
        log.publish(issued());
        log.publish(invited(now));
        log.publish(new UserRegistered(BOB, ORG, UserProfile.EMPTY));
        log.publish(new UserSignedIn(BOB, ORG, MORNING, now.plusSeconds(60)));
        clock = Clock.fixed(now.minusMillis(1), ZoneOffset.UTC);
        assertThat(start().session(MORNING)).isPresent();
        clock = Clock.fixed(now, ZoneOffset.UTC);

        var identities = start();

        assertThat(identities.session(MORNING)).isEmpty();
        assertThat(identities.sessions(BOB)).isEmpty();
    }

    @Test
    void forgetsAnErasedPersonInTheSnapshotAtOnce() throws IOException {
        log.publish(organization());
        log.publish(invited(null));
        start().stop();
        assertThat(opened()).contains(BOBS.value());

        start();
        log.publish(new UserErased(BOB, ORG, UserState.INVITED));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(opened()).doesNotContain(BOBS.value()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format\":2,\"pos",
                // The form before this one, which knew nothing of organizations.
                "{\"format\":1,\"position\":0,\"lastEventId\":\"x\",\"users\":[],\"sessions\":[]}"
            })
    void readsTheWholeLogWhereTheSnapshotIsNoneThatItCanRead(String content) throws IOException {
        log.publish(registered());
        start().stop();
        Files.writeString(file(), content);

        assertThat(start().hasSystemAdmin()).isTrue();
    }

    @Test
    void distrustsASnapshotThatIsAheadOfTheLog() {
        log.publish(registered());
        log.publish(signedIn(MORNING, now.plusSeconds(60)));
        start().stop();
        log = new Log();
        log.publish(registered());

        var identities = start();

        assertThat(identities.session(MORNING)).isEmpty();
        assertThat(identities.hasSystemAdmin()).isTrue();
    }

    @Test
    void distrustsASnapshotOfAnotherHistoryOfTheSameLength() {
        log.publish(registered());
        log.publish(signedIn(MORNING, now.plusSeconds(60)));
        start().stop();
        log = new Log();
        log.publish(registered());
        log.publish(signedIn(EVENING, now.plusSeconds(60)));

        assertThat(start().sessions(ADA)).extracting(SessionView::sessionId).containsExactly(EVENING);
    }

    @Test
    void keepsNoEndedSessionInTheSnapshot() throws IOException {
        log.publish(registered());
        log.publish(signedIn(MORNING, now.plusSeconds(60)));
        log.publish(signedIn(EVENING, now.plusSeconds(3600)));
        clock = Clock.fixed(now.plusSeconds(600), ZoneOffset.UTC);
        start().stop();

        assertThat(IdentitySnapshot.read(file(), keys).orElseThrow().sessions())
                .extracting(SessionView::sessionId)
                .containsExactly(EVENING);
    }

    @Test
    void sealsWhatItKnowsOfAUserWithThatUsersKey() throws IOException {
        log.publish(registered());
        log.publish(signedIn(MORNING, now.plusSeconds(60)));
        start().stop();

        assertThat(Files.readString(file()))
                .contains(ADA.value())
                .doesNotContain(ADDRESS.value(), "Ada", "192.0.2.1", MORNING.value());
    }

    @Test
    void knowsOfWhoIsErasedOnlyThatAfterAStartFromItsSnapshot() {
        log.publish(registered());
        log.publish(signedIn(MORNING, now.plusSeconds(60)));
        start().stop();
        keys.erased.add(ADA.value());

        var identities = start();

        assertThat(identities.user(ADA)).hasValueSatisfying(ada -> {
            assertThat(ada.state()).isEqualTo(UserState.ERASED);
            assertThat(ada.email()).isEqualTo(EmailAddress.ERASED);
            assertThat(ada.displayName()).isEmpty();
        });
        assertThat(identities.user(OrganizationId.OPERATOR, ADDRESS)).isEmpty();
        assertThat(identities.sessions(ADA)).isEmpty();
        assertThat(identities.hasSystemAdmin()).isFalse();
    }

    @Test
    void staysErasedAfterTheEventsBehindTheSnapshot() {
        log.publish(organization());
        log.publish(invited(null));
        start().stop();
        log.publish(new UserErased(BOB, ORG, UserState.INVITED));
        keys.erased.add(BOB.value());

        var identities = start();

        assertThat(identities.user(BOB).map(SignInUser::state)).contains(UserState.ERASED);
        assertThat(identities.user(ORG, BOBS)).isEmpty();
    }

    @Test
    void readsTheWholeLogWhereTheSnapshotCannotBeOpened() {
        log.publish(registered());
        start().stop();
        keys.lost = true;

        assertThat(start().hasSystemAdmin()).isTrue();
    }

    @Test
    void readsOnAfterTheEventStoreWasAway() {
        var identities = start();
        log.failures.set(3);
        log.publish(registered());
        log.breakStreams();

        await().atMost(PATIENCE).until(identities::hasSystemAdmin);
        log.publish(signedIn(MORNING, now.plusSeconds(60)));
        assertThat(identities.await(log.head(), PATIENCE)).isTrue();
        assertThat(identities.session(MORNING)).isPresent();
        assertThat(log.failures).hasNonPositiveValue();
    }

    private FollowedIdentities start() {
        var identities = new FollowedIdentities(log, clock, file(), keys);
        started.add(identities);
        identities.start();
        return identities;
    }

    private Path file() {
        return directory.resolve("snapshots").resolve("identities.json");
    }

    private static OrganizationEvent organization() {
        return new OrganizationRegistered(
                ORG,
                new Slug("acme"),
                OrganizationStories.bareProfile("Acme", "admin@example.com"),
                Set.of(),
                OrganizationSettings.DEFAULT,
                LICENSE,
                TERMS);
    }

    private static LicenseEvent issued() {
        return new LicenseIssued(LICENSE, ORG, TERMS);
    }

    private static UserEvent invited(@Nullable Instant accessUntil) {
        return new UserInvited(
                BOB,
                ORG,
                LICENSE,
                BOBS,
                UserProfile.EMPTY,
                Role.USER,
                Set.of(new ProductId("ava-cx"), new ProductId("ava-flow")),
                accessUntil,
                "invitation",
                Instant.EPOCH);
    }

    private static UserEvent registered() {
        return new SystemAdminRegistered(ADA, OrganizationId.OPERATOR, ADDRESS, "Ada");
    }

    private static UserEvent signedIn(SessionId sessionId, Instant expiresAt) {
        return new UserSignedIn(ADA, OrganizationId.OPERATOR, sessionId, expiresAt);
    }

    /** What the entries of the snapshot say to whoever can open them. */
    private String opened() throws IOException {
        return Pattern.compile("\\.identities/\\w+\\.([A-Za-z0-9+/=]+)")
                .matcher(Files.readString(file()))
                .results()
                .map(entry -> new String(Base64.getDecoder().decode(entry.group(1)), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    /** A log whose reader can be cut off. */
    private static final class Log implements StreamableMessageSource<TrackedEventMessage<?>> {

        final EmbeddedEventStore store = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();
        final AtomicInteger failures = new AtomicInteger();
        final List<Long> opened = new ArrayList<>();
        private volatile boolean broken;
        private final Map<String, Long> numbers = new HashMap<>();

        void publish(TenantEvent event) {
            var aggregateId = event instanceof UserEvent ofUser
                    ? ofUser.userId().value()
                    : event instanceof LicenseEvent ? LICENSE.value() : ORG.value();
            store.publish(new GenericDomainEventMessage<>(
                    "thing",
                    aggregateId,
                    numbers.merge(aggregateId, 0L, (last, _) -> last + 1),
                    event,
                    MetaData.from(Map.of(MetadataKey.SOURCE_ADDRESS, "192.0.2.1"))));
        }

        long head() {
            return createHeadToken().position().orElseThrow();
        }

        long lowestOpened() {
            return opened.stream().mapToLong(position -> position).min().orElseThrow();
        }

        void breakStreams() {
            broken = true;
        }

        @Override
        public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
            if (broken && failures.getAndDecrement() > 0) {
                throw new EventStoreException("away");
            }
            opened.add(token == null ? -1 : token.position().orElse(-1));
            var stream = store.openStream(token);
            return broken ? stream : new Fragile(stream);
        }

        @Override
        public TrackingToken createTailToken() {
            return store.createTailToken();
        }

        @Override
        public TrackingToken createHeadToken() {
            return store.createHeadToken();
        }

        /** Breaks at the next read once the log says so. */
        private final class Fragile implements BlockingStream<TrackedEventMessage<?>> {

            private final BlockingStream<TrackedEventMessage<?>> stream;

            Fragile(BlockingStream<TrackedEventMessage<?>> stream) {
                this.stream = stream;
            }

            @Override
            public java.util.Optional<TrackedEventMessage<?>> peek() {
                return stream.peek();
            }

            @Override
            public boolean hasNextAvailable(int timeout, java.util.concurrent.TimeUnit unit)
                    throws InterruptedException {
                return stream.hasNextAvailable(timeout, unit);
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
                if (failures.get() > 0) {
                    throw new EventStoreException("cut off");
                }
                return stream.nextAvailable();
            }

            @Override
            public void close() {
                stream.close();
            }
        }
    }
}
