package com.avaone.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of the suite, a CloudEvent 1.0.
 *
 * @param id its identifier, by which a repeat is known
 * @param type stable name, for example {@code license.suspended}
 * @param source whose it is
 * @param time when it happened
 * @param subject the aggregate's identifier
 * @param position its place in the log; the events that are wanted come in this order
 * @param data what happened, in JSON as it was sent
 * @param json the whole CloudEvent, in JSON as it was sent
 */
public record Event(
        String id,
        String type,
        String source,
        Instant time,
        @Nullable String subject,
        long position,
        String data,
        String json) {}
