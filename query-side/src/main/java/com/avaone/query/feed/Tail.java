package com.avaone.query.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log's newest events, held in memory for everybody who has caught up with it: one thread follows the log, however many read. Who has
 * fallen further behind than what is held reads the log itself.
 */
final class Tail {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final int WAIT_SECONDS = 10;

    private final EventStore store;
    private final CloudEventWriter writer;
    private final LoggedEvent[] ring;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All under the lock.
    private int first;
    private int size;
    /** Everything behind this position and up to {@link #last} is held. */
    private long from = Long.MAX_VALUE;

    private long last = -1;
    private boolean open;

    private boolean toldOutage; // by the follower only
    private @Nullable Thread follower;

    /** Holds up to {@code capacity} events. */
    Tail(EventStore store, CloudEventWriter writer, int capacity) {
        this.store = store;
        this.writer = writer;
        this.ring = new LoggedEvent[capacity];
    }

    void open() {
        lock.lock();
        try {
            open = true;
            first = 0;
            size = 0;
            from = Long.MAX_VALUE;
            last = -1;
        } finally {
            lock.unlock();
        }
        follower = Thread.ofPlatform().name("event-feed").daemon().start(this::follow);
    }

    /** Lets everybody go who waits. */
    void close() {
        lock.lock();
        try {
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        var following = follower;
        if (following != null) {
            following.interrupt();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        while (isOpen()) {
            try {
                read();
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException failure) {
                if (!toldOutage) {
                    toldOutage = true;
                    LOG.warn("The event feed reads the log again every {}: {}", RETRY, failure.toString());
                }
                try {
                    Thread.sleep(RETRY);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }

    private void read() throws InterruptedException {
        try (var stream = store.openStream(EventLog.tokenOf(begin()))) {
            while (isOpen()) {
                var available = stream.hasNextAvailable(WAIT_SECONDS, TimeUnit.SECONDS);
                toldOutage = false;
                if (available) {
                    add(new LoggedEvent(stream.nextAvailable(), writer));
                }
            }
        }
    }

    /** Where to read on: at the log's end at first, and then behind the last event that is held. */
    private long begin() {
        lock.lock();
        try {
            if (from != Long.MAX_VALUE) {
                return last;
            }
        } finally {
            lock.unlock();
        }
        var head = EventLog.positionOf(store.createHeadToken());
        lock.lock();
        try {
            from = head;
            last = head;
            changed.signalAll();
            return head;
        } finally {
            lock.unlock();
        }
    }

    private void add(LoggedEvent event) {
        lock.lock();
        try {
            if (size == ring.length) {
                from = ring[first].position();
                first = (first + 1) % ring.length;
                size--;
            }
            ring[(first + size) % ring.length] = event;
            size++;
            last = event.position();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Up to {@code limit} events behind a position, with the position of the last that is held.
     *
     * @return empty if there is none behind it here, or not every one
     */
    Optional<Held> behind(long position, int limit) {
        lock.lock();
        try {
            if (position < from || position >= last) {
                return Optional.empty();
            }
            var begin = indexBehind(position);
            var found = new ArrayList<LoggedEvent>(Math.min(limit, size - begin));
            for (var index = begin; index < size && found.size() < limit; index++) {
                found.add(ring[(first + index) % ring.length]);
            }
            return Optional.of(new Held(found, last));
        } finally {
            lock.unlock();
        }
    }

    record Held(List<LoggedEvent> events, long last) {}

    /** How many of the events held are at this position or before it. */
    private int indexBehind(long position) {
        var low = 0;
        var high = size;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (ring[(first + middle) % ring.length].position() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Waits until an event behind {@code position} is held; false when {@code longest} is over, or nobody shall wait any more. */
    boolean await(long position, Duration longest) throws InterruptedException {
        var left = longest.toNanos();
        lock.lock();
        try {
            while (open && last <= position && left > 0) {
                left = changed.awaitNanos(left);
            }
            return open && last > position;
        } finally {
            lock.unlock();
        }
    }
}
