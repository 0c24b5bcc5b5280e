package com.avaone.command.team;

import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.UniqueValues;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Lets other teams of the organization have the names that a team does not use any more. Which one is still used, the team's events of this
 * moment say, not the event at hand: that one may come late, when the team has taken the same name again.
 */
@Component
@CommandRole
@ProcessingGroup("WhenTeamNameIsGivenUpThenFreeIt")
class WhenTeamNameIsGivenUpThenFreeIt {

    private final EventStore events;
    private final UniqueValues uniqueValues;

    WhenTeamNameIsGivenUpThenFreeIt(EventStore events, UniqueValues uniqueValues) {
        this.events = events;
        this.uniqueValues = uniqueValues;
    }

    @EventHandler
    void on(TeamRenamed event) {
        freeUnused(event);
    }

    @EventHandler
    void on(TeamArchived event) {
        freeUnused(event);
    }

    private void freeUnused(TeamEvent event) {
        uniqueValues.freeAllBut(
                used(event), event.organizationId(), Team.NAME, event.teamId().value());
    }

    private List<String> used(TeamEvent of) {
        String present = null;
        var history = events.readEvents(of.teamId().value(), 0);
        while (history.hasNext()) {
            switch (history.next().getPayload()) {
                case TeamCreated e -> present = e.name();
                case TeamRenamed e -> present = e.name();
                case TeamArchived _ -> present = null;
                default -> {}
            }
        }
        return Stream.ofNullable(present).map(Team::unique).toList();
    }
}
