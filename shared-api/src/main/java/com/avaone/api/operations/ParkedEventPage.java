package com.avaone.api.operations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of parked events, oldest first.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record ParkedEventPage(
        List<ParkedEvent> items, @Nullable String next) {

    /**
     * An event that a processor could not handle. It and what follows it in its sequence wait; other sequences go on.
     *
     * @param sequence what is held up: an organization's or an aggregate's identifier
     * @param event stable name
     * @param number of the event in its aggregate's stream
     * @param cause what went wrong; absent for an event that only waits behind another
     * @param attempts how often it was tried
     */
    public record ParkedEvent(
            String parkedEventId,
            String processor,
            String sequence,
            String event,
            @Nullable String aggregateId,
            long number,
            Instant parkedAt,
            @Nullable String cause,
            int attempts,
            @Nullable Instant nextAttempt) {}
}
