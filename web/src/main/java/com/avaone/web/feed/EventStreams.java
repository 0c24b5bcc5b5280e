package com.avaone.web.feed;

import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.settings.AvaoneProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Counts who follows the event feed on this node, and ends every stream when the suite stops. */
@Component
class EventStreams implements SmartLifecycle {

    private static final Duration RETRY = Duration.ofSeconds(10);

    /** For each stream that is open. */
    private static final Duration GATHERING = Duration.ofNanos(100_000);

    private static final Duration LONGEST_GATHERING = Duration.ofMillis(100);

    private final int most;
    private final int mostPerClient;

    // Under the monitor.
    private final Map<String, Integer> open = new HashMap<>();
    private int count;

    private volatile boolean running;

    EventStreams(AvaoneProperties properties) {
        this.most = properties.feed().streams();
        this.mostPerClient = properties.feed().streamsPerClient();
    }

    /**
     * Takes a place, which is given back by closing it.
     *
     * @throws RequestRefused if there are too many, or the suite is stopping
     */
    synchronized Place join(Caller caller) {
        if (!running || count >= most) {
            throw new RequestRefused(
                    HttpRule.UNAVAILABLE, "No more streams of events can be opened on this node now.", RETRY);
        }
        var who = caller.actorId();
        if (open.getOrDefault(who, 0) >= mostPerClient) {
            throw new RequestRefused(
                    HttpRule.TOO_MANY_REQUESTS,
                    "At most %d streams of events are open for one client or user.".formatted(mostPerClient),
                    RETRY);
        }
        open.merge(who, 1, Integer::sum);
        count++;
        return () -> leave(who);
    }

    private synchronized void leave(String who) {
        open.computeIfPresent(who, (_, streams) -> streams == 1 ? null : streams - 1);
        count--;
    }

    /** How many are open. */
    synchronized int size() {
        return count;
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

        @Override
        void close();
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
