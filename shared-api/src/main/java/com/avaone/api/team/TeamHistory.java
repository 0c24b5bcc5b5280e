package com.avaone.api.team;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what happened to a team, newest first.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record TeamHistory(
        TeamId teamId, List<Entry> items, @Nullable String next) {

    /**
     * One event.
     *
     * @param number of the event in the team's stream, from 0
     * @param event stable name, for example {@code team.member-added}
     * @param what in plain words, without personal data
     * @param userId whom it is about, if it is about somebody
     */
    public record Entry(
            long number,
            String event,
            String what,
            @Nullable UserId userId,
            Instant at,
            @Nullable ActorKind actorKind,
            @Nullable String actorId,
            @Nullable String reason,
            @Nullable String comment) {}
}
