package com.avaone.command.webhook;

import com.avaone.api.feed.EventFeed;
import com.avaone.api.feed.EventType;
import com.avaone.api.feed.FeedBatch;
import com.avaone.api.feed.FeedFilter;
import com.avaone.api.feed.FeedItem;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A log in memory, read as the event feed reads the suite's. Positions leave numbers out. */
final class LogInMemory implements EventFeed {

    record Logged(
            long position,
            String id,
            String type,
            @Nullable String aggregateId,
            @Nullable OrganizationId organizationId) {}

    private final List<Logged> events = new ArrayList<>();
    private boolean readable = true;
    private boolean slow;
    private @Nullable String broken;
    private int reads;

    synchronized Logged append(String type, @Nullable String aggregateId, @Nullable OrganizationId organizationId) {
        var position = head() + (events.size() % 7 == 6 ? 3 : 1);
        var event = new Logged(position, "event-" + position, type, aggregateId, organizationId);
        events.add(event);
        notifyAll();
        return event;
    }

    synchronized void setReadable(boolean readable) {
        this.readable = readable;
    }

    /** Answers nothing in time, as a store that is slow. */
    synchronized void setSlow(boolean slow) {
        this.slow = slow;
    }

    /** What is asked for of this aggregate only cannot be read. */
    synchronized void setBroken(@Nullable String aggregateId) {
        broken = aggregateId;
    }

    /** How often it was read. */
    synchronized int reads() {
        return reads;
    }

    synchronized long head() {
        return events.isEmpty() ? 0 : events.getLast().position();
    }

    private static boolean isWanted(Logged event, FeedFilter filter) {
        return filter.wantsType(event.type())
                && filter.wantsAggregate(event.aggregateId())
                && filter.wantsOrganization(event.organizationId());
    }

    /** The events of a filter, behind a position. */
    synchronized List<Logged> wanted(FeedFilter filter, long since) {
        return events.stream()
                .filter(event -> event.position() > since && isWanted(event, filter))
                .toList();
    }

    /** The point of somebody who was sent all of these in order. */
    static FeedPoint pointBehind(List<Logged> all, long since) {
        var point = FeedPoint.since(since);
        for (var event : all) {
            point = point.behind(event.position(), event.id());
        }
        return point;
    }

    @Override
    public synchronized FeedBatch read(FeedPoint after, FeedFilter filter, boolean personalData, int limit) {
        if (!readable) {
            throw new Rejected(KernelRule.STORE_UNAVAILABLE, "Not now.");
        }
        reads++;
        if (broken != null && broken.equals(filter.aggregateId())) {
            throw new IllegalStateException("It cannot be read.");
        }
        if (slow) {
            return new FeedBatch(List.of(), after, head());
        }
        var items = new ArrayList<FeedItem>();
        var point = after;
        for (var event : events) {
            if (event.position() <= after.position()) {
                continue;
            }
            if (items.size() == limit) {
                break;
            }
            if (isWanted(event, filter)) {
                point = point.behind(event.position(), event.id());
                items.add(new FeedItem(
                        event.id(),
                        event.type(),
                        event.aggregateId(),
                        event.organizationId(),
                        "{\"id\":\"%s\",\"personal\":%s}".formatted(event.id(), personalData),
                        point));
            } else {
                point = point.movedTo(event.position());
            }
        }
        return new FeedBatch(items, point, head());
    }

    @Override
    public synchronized boolean await(long position, Duration longest) throws InterruptedException {
        var end = System.nanoTime() + longest.toNanos();
        while (head() <= position) {
            var left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    @Override
    public String cursor(FeedPoint point, FeedFilter filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FeedPoint point(String cursor, FeedFilter filter) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<EventType> types() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> schema(EventType type) {
        throw new UnsupportedOperationException();
    }
}
