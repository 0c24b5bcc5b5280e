package com.avaone.api.team;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.List;

/**
 * A team.
 *
 * @param members users who are active, by address
 * @param notActive how many more are in it whose account is not active: invited, or deactivated
 * @param version number of the team's last event; its ETag
 */
public record TeamView(
        TeamId teamId,
        OrganizationId organizationId,
        String name,
        TeamState state,
        List<Member> members,
        int notActive,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /**
     * A user in a team.
     *
     * @param since when the user came in, or got this role
     */
    public record Member(UserId userId, EmailAddress email, String displayName, TeamRole role, Instant since) {}
}
