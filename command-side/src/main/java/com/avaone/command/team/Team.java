package com.avaone.command.team;

import static com.avaone.api.team.TeamState.ACTIVE;
import static com.avaone.api.team.TeamState.ARCHIVED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamCommand;
import com.avaone.api.team.TeamCommand.AddTeamMember;
import com.avaone.api.team.TeamCommand.ArchiveTeam;
import com.avaone.api.team.TeamCommand.CreateTeam;
import com.avaone.api.team.TeamCommand.RemoveTeamMember;
import com.avaone.api.team.TeamCommand.RenameTeam;
import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamEvent.TeamArchived;
import com.avaone.api.team.TeamEvent.TeamCreated;
import com.avaone.api.team.TeamEvent.TeamMemberAdded;
import com.avaone.api.team.TeamEvent.TeamMemberRemoved;
import com.avaone.api.team.TeamEvent.TeamRenamed;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamRole;
import com.avaone.api.team.TeamRule;
import com.avaone.api.team.TeamState;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserState;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import com.avaone.command.kernel.UniqueValues;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/** A group of an organization's users. Its states and what each allows are the table in {@code docs/teams.md}, which the tests read. */
@EventSourced(type = "team")
@StableName("team")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Team {

    /** What a name is called among the unique values. */
    static final String NAME = "team.name";

    private static final int MAX_NAME = 100;
    private static final int MAX_MEMBERS = 500;

    @AggregateIdentifier
    private TeamId teamId;

    private OrganizationId organizationId;
    private String name;
    private TeamState state;

    /** By the users' identifiers. */
    private Map<String, TeamRole> members = new HashMap<>();

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Team() {}

    @CommandHandlerInterceptor
    void guard(TeamCommand command) {
        Guard.check(command, organizationId);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateTeam command, UniqueValues uniqueValues, Identities identities) {
        if (teamId != null) {
            throw new Rejected(TeamRule.TEAM_EXISTS, "%s was made before.".formatted(teamId));
        }
        Guard.checkIsThere(command.organizationId(), identities);
        var judged = judged(command.name());
        take(judged, command.teamId(), command.organizationId(), uniqueValues);
        apply(new TeamCreated(command.teamId(), command.organizationId(), judged));
    }

    @CommandHandler
    void handle(RenameTeam command, UniqueValues uniqueValues) {
        refuseIfArchived();
        var judged = judged(command.name());
        if (!judged.equals(name)) {
            take(judged, teamId, organizationId, uniqueValues);
            apply(new TeamRenamed(teamId, organizationId, judged));
        }
    }

    @CommandHandler
    void handle(AddTeamMember command, Identities identities) {
        refuseIfArchived();
        var userId = command.userId();
        if (command.role() == members.get(userId.value())) {
            return;
        }
        if (!isPossible(userId, identities)) {
            throw new Rejected(
                    TeamRule.MEMBER_NOT_POSSIBLE,
                    "The organization has no user %s who is invited or active.".formatted(userId),
                    "userId",
                    Map.of());
        }
        if (members.size() == MAX_MEMBERS && !members.containsKey(userId.value())) {
            throw new Rejected(TeamRule.TEAM_FULL, "The team has %d members.".formatted(MAX_MEMBERS));
        }
        apply(new TeamMemberAdded(teamId, organizationId, userId, command.role()));
    }

    @CommandHandler
    void handle(RemoveTeamMember command) {
        refuseIfArchived();
        if (!members.containsKey(command.userId().value())) {
            throw new Rejected(TeamRule.NOT_A_MEMBER, "%s is not in the team.".formatted(command.userId()));
        }
        apply(new TeamMemberRemoved(teamId, organizationId, command.userId()));
    }

    @CommandHandler
    void handle(ArchiveTeam command) {
        refuseIfArchived();
        apply(new TeamArchived(teamId, organizationId));
    }

    @EventSourcingHandler
    void on(TeamEvent event) {
        switch (event) {
            case TeamCreated e -> {
                teamId = e.teamId();
                organizationId = e.organizationId();
                name = e.name();
                state = ACTIVE;
            }
            case TeamRenamed e -> name = e.name();
            case TeamMemberAdded e -> members.put(e.userId().value(), e.role());
            case TeamMemberRemoved e -> members.remove(e.userId().value());
            case TeamArchived _ -> {
                state = ARCHIVED;
                members.clear();
            }
        }
    }

    private boolean isPossible(UserId userId, Identities identities) {
        return identities
                .user(userId)
                .filter(user -> user.organizationId().equals(organizationId)
                        && (user.state() == UserState.INVITED || user.state() == UserState.ACTIVE))
                .isPresent();
    }

    private void refuseIfArchived() {
        if (state == ARCHIVED) {
            throw new Rejected(TeamRule.TEAM_ARCHIVED, "The team was archived.");
        }
    }

    private static String judged(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_NAME) {
            throw new InvalidValue("name", "must be 1 to %d characters".formatted(MAX_NAME));
        }
        return stripped;
    }

    private static void take(String name, TeamId teamId, OrganizationId organizationId, UniqueValues uniqueValues) {
        uniqueValues.takeWithin(
                organizationId, NAME, unique(name), teamId.value(), null, TeamRule.TEAM_NAME_TAKEN, "name");
    }

    /** The form in which a name is had once. */
    static String unique(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
