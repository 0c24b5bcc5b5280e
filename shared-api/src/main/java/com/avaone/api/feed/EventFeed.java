package com.avaone.api.feed;

import com.avaone.api.kernel.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The log as it is shown to other systems: in the log's order, nothing left out, as CloudEvents. It asks nobody who they are: who calls it
 * has asked a {@link FeedQuery}. Safe for use by many threads, keeps nothing of its readers, and each call takes bounded time and memory.
 */
public interface EventFeed {

    /**
     * Reads on from a point.
     *
     * @param personalData whether what is about persons may be in the events
     * @param limit so many events at most
     * @throws Rejected if the log cannot be read now, or ends before the point
     */
    FeedBatch read(FeedPoint after, FeedFilter filter, boolean personalData, int limit);

    /**
     * Waits until the log has an event behind a position.
     *
     * @return whether it has; false when {@code longest} is over, or the suite stops
     */
    boolean await(long position, Duration longest) throws InterruptedException;

    /** A point as text that cannot be changed or made by somebody else, and goes on with the same filter only. */
    String cursor(FeedPoint point, FeedFilter filter);

    /**
     * The point of a cursor.
     *
     * @throws Rejected by a {@link FeedRule} if it is none of this filter
     */
    FeedPoint point(String cursor, FeedFilter filter);

    /** Every type of event, by name. */
    List<EventType> types();

    /** The JSON Schema (2020-12) of the data of events of this type and version; empty where there is none. */
    Optional<String> schema(EventType type);
}
