package com.avaone.api.team;

import static com.avaone.api.kernel.Permission.READ_USERS;
import static com.avaone.api.kernel.Permission.WORK_IN_TEAM;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;
import com.avaone.api.kernel.UserId;
import org.jspecify.annotations.Nullable;

/** What can be asked about teams. Only {@link FindTeamRoster} names anybody who is not active. */
public sealed interface TeamQuery extends TenantMessage {

    /**
     * One team, archived ones too. Answers {@link TeamView}; refused as not-found where the organization has none such.
     *
     * @param asOf a position ({@code 123}) or an instant ({@code 2026-01-31T12:00:00Z}): the state at that moment; absent for now
     */
    @Needs({READ_USERS, WORK_IN_TEAM})
    record FindTeam(
            OrganizationId organizationId,
            TeamId teamId,
            @Nullable String asOf) implements TeamQuery {

        /** About now. */
        public FindTeam(OrganizationId organizationId, TeamId teamId) {
            this(organizationId, teamId, null);
        }
    }

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

    /** One active user with the teams that the user is in. Answers {@link TeamUserView}; refused as not-found where there is none such. */
    @Needs({READ_USERS, WORK_IN_TEAM})
    record FindTeamUser(OrganizationId organizationId, UserId userId) implements TeamQuery {}

    /**
     * One team with everybody who is in it, also whoever is invited or deactivated, for who manages it. Answers {@link TeamRoster}; refused
     * as not-found where the organization has none such.
     */
    @Needs(READ_USERS)
    record FindTeamRoster(OrganizationId organizationId, TeamId teamId) implements TeamQuery {}

    /**
     * What happened to a team, newest first. Answers {@link TeamHistory}. Read from the events themselves, so it is complete as soon as a
     * command is accepted.
     *
     * @param cursor from the page before
     * @param limit 1 to 200
     */
    @Needs(READ_USERS)
    record FindTeamHistory(
            OrganizationId organizationId,
            TeamId teamId,
            @Nullable String cursor,
            int limit) implements TeamQuery {}
}
