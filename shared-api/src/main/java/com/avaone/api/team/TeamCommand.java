package com.avaone.api.team;

import static com.avaone.api.kernel.Permission.MANAGE_USERS;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a team. */
public sealed interface TeamCommand extends TenantCommand {

    /** The team concerned. */
    TeamId teamId();

    /** Makes a team under a name that no other of the organization has. */
    @Needs(MANAGE_USERS)
    record CreateTeam(@TargetAggregateIdentifier TeamId teamId, OrganizationId organizationId, String name)
            implements TeamCommand {}

    /** Gives another name. An equal one changes nothing. */
    @Needs(MANAGE_USERS)
    record RenameTeam(@TargetAggregateIdentifier TeamId teamId, OrganizationId organizationId, String name)
            implements TeamCommand {}

    /** Makes a user of the organization a member, or gives a member another role. An equal one changes nothing. */
    @Needs(MANAGE_USERS)
    record AddTeamMember(
            @TargetAggregateIdentifier TeamId teamId, OrganizationId organizationId, UserId userId, TeamRole role)
            implements TeamCommand {}

    /** Takes a member out. */
    @Needs(MANAGE_USERS)
    record RemoveTeamMember(@TargetAggregateIdentifier TeamId teamId, OrganizationId organizationId, UserId userId)
            implements TeamCommand {}

    /** Ends the team for good; its name is free. */
    @Needs(MANAGE_USERS)
    record ArchiveTeam(@TargetAggregateIdentifier TeamId teamId, OrganizationId organizationId)
            implements TeamCommand {}
}
