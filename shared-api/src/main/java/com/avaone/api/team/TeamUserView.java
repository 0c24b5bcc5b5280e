package com.avaone.api.team;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.List;

/**
 * A user and the teams that the user is in.
 *
 * @param role in the organization
 * @param teams by name
 */
public record TeamUserView(UserId userId, EmailAddress email, String displayName, Role role, List<Membership> teams) {

    /**
     * A team that a user is in.
     *
     * @param role in the team
     * @param since when the user came in, or got this role
     */
    public record Membership(TeamId teamId, String name, TeamRole role, Instant since) {}
}
