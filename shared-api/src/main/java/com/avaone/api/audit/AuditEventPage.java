package com.avaone.api.audit;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the log, newest first.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record AuditEventPage(List<Entry> items, @Nullable String next) {

    /**
     * One event.
     *
     * @param position in the log
     * @param eventId which the event keeps for ever
     * @param type stable name
     * @param revision of the type's form
     * @param organizationId absent where it belongs to no organization
     * @param aggregateId in whose stream it is
     * @param number in that stream, from 0
     * @param actorId who did it
     * @param sourceAddress from which a person acted
     * @param correlationId of the conversation in which it happened
     * @param causationId the message that directly caused it
     * @param requestId the request in which it happened
     * @param data what the event says, without what is about a person
     */
    public record Entry(
            long position,
            String eventId,
            String type,
            @Nullable String revision,
            Instant at,
            @Nullable OrganizationId organizationId,
            String aggregateId,
            long number,
            @Nullable ActorKind actorKind,
            @Nullable String actorId,
            @Nullable String reason,
            @Nullable String comment,
            @Nullable String sourceAddress,
            @Nullable String correlationId,
            @Nullable String causationId,
            @Nullable String requestId,
            Map<String, @Nullable Object> data) {}
}
