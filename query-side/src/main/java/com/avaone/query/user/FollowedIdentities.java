package com.avaone.query.user;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientView;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SessionView;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookView;
import com.avaone.projection.kernel.Outage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the event store with a thread of its own and keeps organizations, users, sessions, API clients and webhook endpoints in memory; no database takes part. Begins
 * with a snapshot where there is a good one, and has caught up with the log before the application's start goes on.
 */
final class FollowedIdentities implements Identities, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedIdentities.class);

    /** After the event store is connected, before anybody can ask; and ended after the last who asks. */
    private static final int PHASE = -1000;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration SNAPSHOT_PERIOD = Duration.ofMinutes(5);
    private static final long SNAPSHOT_EVENTS = 100_000;
    private static final int WAIT_SECONDS = 10;

    private final StreamableMessageSource<TrackedEventMessage<?>> log;
    private final Clock clock;
    private final Path file;
    private final PersonalSeal seal;

    private volatile KnownIdentities known = new KnownIdentities();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    /** Written by the thread that follows, under the lock. */
    private volatile long position;

    // Only the thread that follows touches these four, and who stops it once it has ended.
    private @Nullable String lastEventId;
    private boolean erasedSinceSnapshot;
    private long snapshotPosition;
    private long snapshotNanos;

    private volatile CountDownLatch caughtUp = new CountDownLatch(1);
    private volatile CountDownLatch stop = new CountDownLatch(1);
    private @Nullable Thread thread;

    FollowedIdentities(StreamableMessageSource<TrackedEventMessage<?>> log, Clock clock, Path file, PersonalSeal seal) {
        this.log = log;
        this.clock = clock;
        this.file = file;
        this.seal = seal;
    }

    @Override
    public void start() {
        caughtUp = new CountDownLatch(1);
        stop = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("identities").daemon().start(this::follow);
        try {
            while (!caughtUp.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Still reading users and sessions from the event store, at position {}", position);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stop.countDown();
        var following = thread;
        if (following == null) {
            return;
        }
        following.interrupt();
        try {
            // Written here and not by the thread that was interrupted: its interrupt would close the file under it.
            if (following.join(Duration.ofSeconds(WAIT_SECONDS))) {
                writeSnapshot();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void follow() {
        var pause = FIRST_PAUSE;
        var begun = false;
        while (stop.getCount() > 0) {
            try {
                if (!begun) {
                    begin();
                    begun = true;
                }
                var before = position;
                try {
                    read();
                } finally {
                    if (position > before) {
                        pause = FIRST_PAUSE;
                    }
                }
            } catch (InterruptedException _) {
                break;
            } catch (RuntimeException failure) {
                tell(failure, pause);
                try {
                    if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                        break;
                    }
                } catch (InterruptedException _) {
                    break;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
        caughtUp.countDown();
    }

    /** An outage is told once, when it begins. */
    private void tell(RuntimeException failure, Duration pause) {
        if (!Outage.isBehind(failure)) {
            LOG.warn("Users and sessions are known up to position {}; reading on in {}", position, pause, failure);
        } else if (pause.equals(FIRST_PAUSE)) {
            LOG.warn(
                    "The event store does not answer; users and sessions are known up to position {} until it does: {}",
                    position,
                    failure.getMessage());
        }
    }

    /** Takes the snapshot, if it is one of this log, or begins before the first event. */
    private void begin() throws InterruptedException {
        known = new KnownIdentities();
        lastEventId = null;
        moveTo(positionOf(log.createTailToken()));
        var snapshot = IdentitySnapshot.read(file, seal);
        if (snapshot.isPresent()) {
            if (isOfThisLog(snapshot.get())) {
                known.restore(snapshot.get());
                lastEventId = snapshot.get().lastEventId();
                moveTo(snapshot.get().position());
            } else {
                LOG.warn("The snapshot {} is not of this event store; reading from the first event", file);
            }
        }
        snapshotPosition = position;
        snapshotNanos = System.nanoTime();
    }

    private boolean isOfThisLog(IdentitySnapshot snapshot) throws InterruptedException {
        if (snapshot.position() > positionOf(log.createHeadToken())) {
            return false;
        }
        try (var stream = log.openStream(tokenBefore(snapshot.position()))) {
            return stream.hasNextAvailable(WAIT_SECONDS, TimeUnit.SECONDS)
                    && stream.nextAvailable().getIdentifier().equals(snapshot.lastEventId());
        }
    }

    private void read() throws InterruptedException {
        try (var stream = log.openStream(lastEventId == null ? null : new GlobalSequenceTrackingToken(position))) {
            var head = positionOf(log.createHeadToken());
            while (stop.getCount() > 0) {
                if (position >= head) {
                    caughtUp.countDown();
                }
                if (stream.hasNextAvailable(WAIT_SECONDS, TimeUnit.SECONDS)) {
                    var event = stream.nextAvailable();
                    known.apply(event);
                    erasedSinceSnapshot |= event.getPayloadType() == UserErased.class;
                    lastEventId = event.getIdentifier();
                    moveTo(positionOf(event.trackingToken()));
                }
                if (isSnapshotDue(stream)) {
                    writeSnapshot();
                }
            }
        }
    }

    private void moveTo(long reached) {
        lock.lock();
        try {
            position = reached;
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isSnapshotDue(BlockingStream<TrackedEventMessage<?>> stream) {
        var news = position - snapshotPosition;
        return news >= SNAPSHOT_EVENTS
                || (news > 0 && System.nanoTime() - snapshotNanos >= SNAPSHOT_PERIOD.toNanos())
                // The file forgets a person as soon as there is nothing else to do.
                || (erasedSinceSnapshot && !stream.hasNextAvailable());
    }

    private void writeSnapshot() {
        var event = lastEventId;
        if (event == null || position == snapshotPosition) {
            return;
        }
        var now = clock.instant();
        known.forgetSessionsEndedBy(now);
        try {
            known.snapshot(position, event).write(file, seal);
            erasedSinceSnapshot = false;
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The snapshot {} cannot be written; the next start reads more of the log", file, failure);
        }
        snapshotPosition = position;
        snapshotNanos = System.nanoTime();
    }

    /** A token that makes the event at {@code position} the next. */
    private static @Nullable TrackingToken tokenBefore(long position) {
        return position <= 0 ? null : new GlobalSequenceTrackingToken(position - 1);
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    @Override
    public Optional<SignInUser> user(OrganizationId organizationId, EmailAddress email) {
        return known.user(organizationId, email);
    }

    @Override
    public Optional<SignInUser> user(UserId userId) {
        return known.user(userId);
    }

    @Override
    public List<SignInUser> users(OrganizationId organizationId) {
        return known.users(organizationId);
    }

    @Override
    public Optional<SignInOrganization> organization(OrganizationId organizationId) {
        return known.organization(organizationId);
    }

    @Override
    public Optional<SignInOrganization> organizationBySlug(String slug) {
        return known.organizationBySlug(slug);
    }

    @Override
    public Optional<SessionView> session(SessionId sessionId) {
        return known.session(sessionId).filter(this::isOpen);
    }

    @Override
    public List<SessionView> sessions(UserId userId) {
        return known.sessions(userId).stream().filter(this::isOpen).toList();
    }

    /** An access that ends by itself is over at its instant, whenever the event comes that says so. */
    private boolean isOpen(SessionView session) {
        var now = clock.instant();
        return session.expiresAt().isAfter(now)
                && user(session.userId()).filter(user -> user.isActive(now)).isPresent();
    }

    @Override
    public Optional<ClientView> client(ClientId clientId) {
        return known.client(clientId);
    }

    @Override
    public List<ClientView> clients(OrganizationId organizationId) {
        return known.clients(organizationId);
    }

    @Override
    public Optional<WebhookView> webhook(WebhookId webhookId) {
        return known.webhook(webhookId);
    }

    @Override
    public List<WebhookView> webhooks(OrganizationId organizationId) {
        return known.webhooks(organizationId);
    }

    @Override
    public List<WebhookView> webhooks() {
        return known.webhooks();
    }

    @Override
    public boolean hasSystemAdmin() {
        return known.hasSystemAdmin();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public boolean await(long target, Duration timeout) {
        return position >= target || await(() -> position >= target, timeout);
    }

    @Override
    public Optional<SignInUser> awaitUser(OrganizationId organizationId, EmailAddress email, Duration timeout) {
        await(() -> user(organizationId, email).isPresent(), timeout);
        return user(organizationId, email);
    }

    /** Waits for what events bring about; looks anew after each. */
    private boolean await(BooleanSupplier reached, Duration timeout) {
        var left = timeout.toNanos();
        lock.lock();
        try {
            while (!reached.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = advanced.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
