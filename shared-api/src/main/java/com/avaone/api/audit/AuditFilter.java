package com.avaone.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events; absent parts match everything.
 *
 * @param aggregateId of whose stream they are
 * @param type stable name, for example {@code license.suspended}; with {@code .*} at the end all of a kind, for example {@code license.*}
 * @param actorId who did it
 * @param correlationId of the conversation in which it happened
 * @param from not before this instant
 * @param until before this instant
 * @param fromPosition not before this position of the log
 * @param untilPosition not behind this position of the log
 */
public record AuditFilter(
        @Nullable String aggregateId,
        @Nullable String type,
        @Nullable String actorId,
        @Nullable String correlationId,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Long fromPosition,
        @Nullable Long untilPosition) {

    /** All events. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null, null);
}
