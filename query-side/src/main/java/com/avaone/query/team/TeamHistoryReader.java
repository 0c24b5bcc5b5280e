package com.avaone.query.team;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamMemberAdded;
import com.avaone.api.team.TeamEvent.TeamMemberRemoved;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.api.team.TeamHistory;
import com.avaone.api.team.TeamHistory.Entry;
import com.avaone.api.team.TeamId;
import com.avaone.query.kernel.history.History;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells the history of a team from its events. */
@Component
class TeamHistoryReader {

    private final History history;

    TeamHistoryReader(History history) {
        this.history = history;
    }

    /** The {@code limit} entries before the one that the cursor holds, the newest without; empty where the organization has no such team. */
    Optional<TeamHistory> page(
            OrganizationId organizationId, TeamId teamId, @Nullable String cursor, int limit, Wording wording) {
        return history.first(teamId.value())
                .filter(first -> first.payload() instanceof TeamEvent event
                        && event.organizationId().equals(organizationId))
                .map(_ -> history.page(teamId.value(), cursor, limit, occurrence -> entry(occurrence, wording)))
                .map(page -> new TeamHistory(teamId, page.items(), page.next()));
    }

    private static Entry entry(Occurrence occurrence, Wording wording) {
        var event = (TeamEvent) occurrence.payload();
        return new Entry(
                occurrence.number(),
                occurrence.name(),
                what(event, wording),
                whom(event),
                occurrence.at(),
                occurrence.actorKind(),
                occurrence.actorId(),
                occurrence.reason(),
                occurrence.comment());
    }

    static String what(TeamEvent event, Wording wording) {
        return switch (event) {
            case TeamCreated created -> wording.happened(event, created.name());
            case TeamRenamed renamed -> wording.happened(event, renamed.name());
            case TeamMemberAdded added -> wording.happened(event, wording.ofKind("team.role", added.role()));
            case TeamMemberRemoved _, TeamArchived _ -> wording.happened(event);
        };
    }

    private static @Nullable UserId whom(TeamEvent event) {
        return switch (event) {
            case TeamMemberAdded added -> added.userId();
            case TeamMemberRemoved removed -> removed.userId();
            case TeamCreated _, TeamRenamed _, TeamArchived _ -> null;
        };
    }
}
