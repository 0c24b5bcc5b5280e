package com.avaone.query.feed;

import com.avaone.api.feed.EventFeed;
import com.avaone.api.feed.EventType;
import com.avaone.api.feed.FeedBatch;
import com.avaone.api.feed.FeedFilter;
import com.avaone.api.feed.FeedItem;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.feed.FeedRule;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.Rejected;
import com.avaone.query.kernel.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** The event feed over the event store. */
final class LogFeed implements EventFeed, SmartLifecycle {

    private static final int HELD = 1_024;

    /** So much of the log is looked at in one reading, so that nobody waits for long for an answer that may be empty. */
    private static final int MOST_READ = 10_000;

    private static final long LONGEST_READ_NANOS = Duration.ofMillis(200).toNanos();
    private static final int MOST_CHARACTERS = 4_000_000;
    private static final int MAX_LIMIT = 1_000;

    private final EventLog log;
    private final Tail tail;
    private final FeedCursor cursors;
    private final EventTypes types;

    LogFeed(EventStore store, CloudEventWriter writer, PersonalSeal seal, EventTypes types) {
        this(store, writer, seal, types, HELD);
    }

    LogFeed(EventStore store, CloudEventWriter writer, PersonalSeal seal, EventTypes types, int held) {
        this.log = new EventLog(store, writer);
        this.tail = new Tail(store, writer, held);
        this.cursors = new FeedCursor(seal);
        this.types = types;
    }

    @Override
    public FeedBatch read(FeedPoint after, FeedFilter filter, boolean personalData, int limit) {
        Parameter.limit(limit, MAX_LIMIT);
        types.check(filter);
        var held = tail.behind(after.position(), MOST_READ).orElse(null);
        var head = held != null ? held.last() : log.head();
        if (after.position() > head) {
            throw new Rejected(
                    FeedRule.CURSOR_AHEAD_OF_LOG,
                    "The log ends at position %d, and this is %d.".formatted(head, after.position()));
        }
        var reading = new Reading(after, filter, personalData, limit);
        if (held != null) {
            for (var event : held.events()) {
                if (!reading.take(event)) {
                    break;
                }
            }
        } else if (after.position() < head) {
            log.read(after.position(), head, reading::take);
        }
        return new FeedBatch(List.copyOf(reading.items), reading.point, head);
    }

    /** One reading, from a point on. */
    private static final class Reading {

        private final FeedFilter filter;
        private final boolean personalData;
        private final int limit;
        private final long end = System.nanoTime() + LONGEST_READ_NANOS;
        private final List<FeedItem> items = new ArrayList<>();
        private FeedPoint point;
        private int read;
        private int characters;

        Reading(FeedPoint after, FeedFilter filter, boolean personalData, int limit) {
            this.point = after;
            this.filter = filter;
            this.personalData = personalData;
            this.limit = limit;
        }

        /** Whether there may be more. */
        boolean take(LoggedEvent event) {
            var item = item(event);
            if (item == null) {
                return false;
            }
            read++;
            return items.size() < limit && read < MOST_READ && characters < MOST_CHARACTERS && System.nanoTime() < end;
        }

        /** The item that was added, or what is known without one; null where nothing more can be read now. */
        private @Nullable FeedPoint item(LoggedEvent event) {
            try {
                if (event.isWanted(filter)) {
                    var item = event.item(point, personalData);
                    items.add(item);
                    characters += item.json().length();
                    point = item.point();
                } else {
                    point = point.movedTo(event.position());
                }
                return point;
            } catch (Rejected refusal) {
                if (items.isEmpty()) {
                    throw refusal;
                }
                return null; // what was read before is told first
            }
        }
    }

    @Override
    public boolean await(long position, Duration longest) throws InterruptedException {
        return tail.await(position, longest);
    }

    @Override
    public String cursor(FeedPoint point, FeedFilter filter) {
        return cursors.seal(point, filter);
    }

    @Override
    public FeedPoint point(String cursor, FeedFilter filter) {
        return cursors.open(cursor, filter);
    }

    @Override
    public List<EventType> types() {
        return types.all();
    }

    @Override
    public Optional<String> schema(EventType type) {
        return types.schema(type);
    }

    @Override
    public void start() {
        tail.open();
    }

    @Override
    public void stop() {
        tail.close();
    }

    @Override
    public boolean isRunning() {
        return tail.isOpen();
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE; // the first to stop: who waits here would keep the server from stopping
    }
}
