package com.avaone.projection.team;

import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamMemberAdded;
import com.avaone.api.team.TeamEvent.TeamMemberRemoved;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.api.team.TeamState;
import com.avaone.projection.kernel.Change;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** What each event makes of a {@link TeamDocument}: of the read model, and of a state as of an earlier moment. */
public final class TeamChanges {

    private TeamChanges() {}

    /** What the event changes. */
    public static Change of(TeamEvent event, Instant at) {
        var updated = Change.update(TeamDocument.UPDATED_AT, at);
        return switch (event) {
            case TeamCreated e ->
                updated.and(named(e.name()))
                        .set(TeamDocument.STATE, TeamState.ACTIVE)
                        .set(TeamDocument.CREATED_AT, at);
            case TeamRenamed e -> updated.and(named(e.name()));
            case TeamMemberAdded e ->
                updated.set(
                        TeamDocument.MEMBERS + "." + e.userId(),
                        Map.of(TeamDocument.ROLE, e.role(), TeamDocument.SINCE, at));
            case TeamMemberRemoved e -> updated.unset(TeamDocument.MEMBERS + "." + e.userId());
            case TeamArchived _ -> updated.set(TeamDocument.STATE, TeamState.ARCHIVED);
        };
    }

    private static Change named(String name) {
        return Change.update(TeamDocument.NAME, name).set(TeamDocument.NAME_LOWER, name.toLowerCase(Locale.ROOT));
    }
}
