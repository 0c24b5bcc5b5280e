package com.avaone.api.audit;

import com.avaone.api.kernel.ActorKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The event behind something that is told.
 *
 * @param position in the log; absent where the store does not tell it of an aggregate's events
 * @param aggregateId in whose stream it is
 * @param number in that stream, from 0
 * @param type stable name
 * @param what in plain words, without personal data
 */
public record AuditedEvent(
        @Nullable Long position,
        String aggregateId,
        long number,
        String type,
        String what,
        Instant at,
        @Nullable ActorKind actorKind,
        @Nullable String actorId,
        @Nullable String reason,
        @Nullable String comment,
        @Nullable String sourceAddress) {}
