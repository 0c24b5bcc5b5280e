package com.avaone.api.user;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what happened to a user, newest first, for people who audit it and for the user.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record UserHistory(
        UserId userId, List<Entry> items, @Nullable String next) {

    /**
     * One event.
     *
     * @param number of the event in the user's stream, from 0
     * @param event stable name, for example {@code user.role-changed}
     * @param what in plain words, without personal data
     * @param sourceAddress from which a person acted
     */
    public record Entry(
            long number,
            String event,
            String what,
            Instant at,
            @Nullable ActorKind actorKind,
            @Nullable String actorId,
            @Nullable String reason,
            @Nullable String comment,
            @Nullable String sourceAddress) {}
}
