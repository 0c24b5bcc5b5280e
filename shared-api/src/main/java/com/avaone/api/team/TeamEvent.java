package com.avaone.api.team;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import org.axonframework.serialization.Revision;

/** What happened to a team. */
public sealed interface TeamEvent extends TenantEvent {

    /** The team concerned. */
    TeamId teamId();

    /** There is a team, without members. */
    @StableName("team.created")
    @Revision("1")
    record TeamCreated(TeamId teamId, OrganizationId organizationId, String name) implements TeamEvent {}

    /** The team has this name now; the one before is free. */
    @StableName("team.renamed")
    @Revision("1")
    record TeamRenamed(TeamId teamId, OrganizationId organizationId, String name) implements TeamEvent {}

    /** The user is in the team with this role now. */
    @StableName("team.member-added")
    @Revision("1")
    record TeamMemberAdded(TeamId teamId, OrganizationId organizationId, UserId userId, TeamRole role)
            implements TeamEvent {}

    /** The user is not in the team any more. */
    @StableName("team.member-removed")
    @Revision("1")
    record TeamMemberRemoved(TeamId teamId, OrganizationId organizationId, UserId userId) implements TeamEvent {}

    /** The team is over; its name is free. */
    @StableName("team.archived")
    @Revision("1")
    record TeamArchived(TeamId teamId, OrganizationId organizationId) implements TeamEvent {}
}
