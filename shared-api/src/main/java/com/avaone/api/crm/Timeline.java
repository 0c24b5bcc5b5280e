package com.avaone.api.crm;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what happened to a lead, a contact or a deal, newest first.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record Timeline(List<Entry> items, @Nullable String next) {

    /**
     * One event.
     *
     * @param recordId of the lead, contact or deal to which it happened: in the timeline of a lead also of those merged into it
     * @param number of the event in that record's stream, from 0
     * @param event stable name, for example {@code lead.qualified}
     * @param what in plain words, without personal data
     * @param userId to whom something was assigned
     * @param kind of an activity
     * @param text what was written about an activity
     * @param dueAt when an activity is to be done
     */
    public record Entry(
            String recordId,
            long number,
            String event,
            String what,
            @Nullable UserId userId,
            @Nullable ActivityKind kind,
            @Nullable String text,
            @Nullable Instant dueAt,
            Instant at,
            @Nullable ActorKind actorKind,
            @Nullable String actorId,
            @Nullable String reason) {}
}
