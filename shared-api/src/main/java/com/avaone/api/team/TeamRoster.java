package com.avaone.api.team;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserState;
import java.time.Instant;
import java.util.List;

/**
 * A team with everybody who is in it.
 *
 * @param people leads first, each by address; whoever is invited or deactivated too
 */
public record TeamRoster(TeamView team, List<Person> people) {

    /**
     * A user in a team.
     *
     * @param role in the team
     * @param since when the user came in, or got this role
     * @param state of the account
     */
    public record Person(
            UserId userId, EmailAddress email, String displayName, TeamRole role, Instant since, UserState state) {}
}
