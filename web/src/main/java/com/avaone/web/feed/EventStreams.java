package com.avaone.web.feed;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.OpenStreams;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.settings.AvaoneProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Counts who follows the event feed on this node, and ends every stream when the suite stops. */
@Component
class EventStreams implements SmartLifecycle, OpenStreams {

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** For each stream that is open. */
    private static final Duration GATHERING = Duration.ofNanos(100_000);

    private static final Duration LONGEST_GATHERING = Duration.ofMillis(100);

    private final int most;
    private final int mostPerClient;

    private final Clock clock;

    /** Under the monitor, in the order in which they were opened. */
    private final List<Followed> open = new ArrayList<>();

    private volatile boolean running;

    EventStreams(AvaoneProperties properties, Clock clock) {
        this.most = properties.feed().streams();
        this.mostPerClient = properties.feed().streamsPerClient();
        this.clock = clock;
    }

    /**
     * Takes a place, which is given back by closing it.
     *
     * @throws RequestRefused if there are too many, or the suite is stopping
     */
    synchronized Place join(Caller caller) {
        if (!running || open.size() >= most) {
            throw new RequestRefused(
                    HttpRule.UNAVAILABLE, "No more streams of events can be opened on this node now.", RETRY);
        }
        var who = caller.actorId();
        if (open.stream().filter(one -> one.who.equals(who)).count() >= mostPerClient) {
            throw new RequestRefused(
                    HttpRule.TOO_MANY_REQUESTS,
                    "At most %d streams of events are open for one client or user.".formatted(mostPerClient),
                    RETRY);
        }
        var followed = new Followed(who, caller.organizationId(), clock.instant());
        open.add(followed);
        return followed;
    }

    private synchronized void leave(Followed followed) {
        open.remove(followed);
    }

    @Override
    public synchronized List<OpenStream> open() {
        return open.stream()
                .map(one -> new OpenStream(one.who, one.organizationId, one.openedAt, one.position))
                .toList();
    }

    /** How many are open. */
    synchronized int size() {
        return open.size();
    }

    /**
     * How long a stream gathers what happens before it writes: the more streams there are the longer, and not all as long, so that an event
     * does not wake up all of them at once and other requests find a processor.
     */
    Duration gathering() {
        var longest = Math.min(size() * GATHERING.toNanos(), LONGEST_GATHERING.toNanos());
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    /** False when whoever follows has to go. */
    boolean areOpen() {
        return running;
    }

    /** A place among those who follow. */
    interface Place extends AutoCloseable {

        /** Notes up to which position events were sent. */
        void reached(long position);

        @Override
        void close();
    }

    private final class Followed implements Place {

        private final String who;
        private final OrganizationId organizationId;
        private final Instant openedAt;
        private volatile long position;

        Followed(String who, OrganizationId organizationId, Instant openedAt) {
            this.who = who;
            this.organizationId = organizationId;
            this.openedAt = openedAt;
        }

        @Override
        public void reached(long newPosition) {
            position = newPosition;
        }

        @Override
        public void close() {
            leave(this);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE; // the last to start and the first to stop
    }
}
