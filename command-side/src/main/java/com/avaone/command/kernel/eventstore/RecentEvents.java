package com.avaone.command.kernel.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.jspecify.annotations.Nullable;

/**
 * The events that were stored last, as they are stored. Everybody who follows the log wants each of them within a moment of its commit, and
 * need not query the file for it.
 *
 * <p>The writer puts an event here before its commit, and readers look up to the committed head only. What a refused change has left beyond
 * it is never seen: the next event has the same position and replaces it.
 */
final class RecentEvents {

    /** A power of two. */
    private static final int LIMIT = 1_024;

    /** Larger events are read from the file, so that all together remain small. */
    private static final int LARGEST = 16 * 1_024;

    private final AtomicReferenceArray<@Nullable TrackedDomainEventData<byte[]>> events =
            new AtomicReferenceArray<>(LIMIT);

    /** Keeps an event, in the place of the one {@value #LIMIT} positions before. */
    void put(TrackedDomainEventData<byte[]> event) {
        var size = event.getPayload().getData().length + event.getMetaData().getData().length;
        events.set(slot(position(event)), size <= LARGEST ? event : null);
    }

    /** The events after position {@code after} up to {@code last}, which is committed; empty if one of them is not here any more. */
    Optional<List<TrackedDomainEventData<byte[]>>> between(long after, long last) {
        if (last - after > LIMIT) {
            return Optional.empty();
        }
        var found = new ArrayList<TrackedDomainEventData<byte[]>>((int) (last - after));
        for (var position = after + 1; position <= last; position++) {
            var event = events.get(slot(position));
            // The writer may have come round meanwhile.
            if (event == null || position(event) != position) {
                return Optional.empty();
            }
            found.add(event);
        }
        return Optional.of(found);
    }

    private static long position(TrackedDomainEventData<byte[]> event) {
        return SqliteEventStorageEngine.positionOf(event.trackingToken());
    }

    private static int slot(long position) {
        return (int) (position & LIMIT - 1);
    }
}
