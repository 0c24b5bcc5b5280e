package com.avaone.command.kernel.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log as it lies in the store: nothing is opened that is sealed, nothing is brought into a newer form, nothing is read into a class. */
public interface StoredLog extends LogHead {

    /** What an embedded store holds. */
    static StoredLog in(SqliteStore store) {
        return new SqliteStoredLog(store);
    }

    /**
     * The events behind a position, in the log's order.
     *
     * @param position -1 for before the first
     * @param most so many at most
     * @return nothing where the log ends there, or has not answered in time
     * @throws RuntimeException if the store does not answer
     */
    List<Entry> behind(long position, int most);

    /**
     * The events at these positions, in their order; those that are not there are left out.
     *
     * @param positions growing; a few hundred at most
     * @throws RuntimeException if the store does not answer
     */
    List<Entry> at(List<Long> positions);

    /**
     * One event.
     *
     * @param position in the log
     * @param at when it was recorded, in whole milliseconds
     * @param type stable name
     * @param revision of the form in which it is stored
     * @param aggregateId in whose stream it is; null where it is in none
     * @param number in that stream, from 0
     * @param metadata as stored; what is sealed is
     * @param payload JSON as stored
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(
            long position,
            String eventId,
            Instant at,
            String type,
            @Nullable String revision,
            @Nullable String aggregateId,
            @Nullable String aggregateType,
            long number,
            Map<String, String> metadata,
            byte[] payload) {}
}
