package com.avaone.api.team;

import static com.avaone.api.kernel.Permission.READ_USERS;
import static com.avaone.api.kernel.Permission.WORK_IN_TEAM;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;
import org.jspecify.annotations.Nullable;

/** What can be asked about teams. Nobody who is not active is named in an answer. */
public sealed interface TeamQuery extends TenantMessage {

    /** One team, archived ones too. Answers {@link TeamView}; refused as not-found where the organization has none such. */
    @Needs({READ_USERS, WORK_IN_TEAM})
    record FindTeam(OrganizationId organizationId, TeamId teamId) implements TeamQuery {}

    /**
     * A page of an organization's teams with their members, by name. Answers {@link TeamPage}.
     *
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs({READ_USERS, WORK_IN_TEAM})
    record FindTeams(
            OrganizationId organizationId, @Nullable String cursor, int limit) implements TeamQuery {}

    /**
     * A page of an organization's users with their teams, by address. Answers {@link TeamUserPage}.
     *
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs({READ_USERS, WORK_IN_TEAM})
    record FindTeamUsers(
            OrganizationId organizationId, @Nullable String cursor, int limit) implements TeamQuery {}
}
