package com.avaone.projection.team;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamRole;
import com.avaone.api.team.TeamUserView;
import com.avaone.api.team.TeamUserView.Membership;
import com.avaone.api.user.UserState;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.bson.Document;

/**
 * A user with the teams that the user is in, so that a list of both is one query. Fed by the user's events and by those of each team; there
 * until the invitation is withdrawn or the person erased.
 */
@ReadModel(database = Database.TENANT, collection = TeamUserDocument.COLLECTION, indexes = "state,email,_id")
public final class TeamUserDocument {

    public static final String COLLECTION = "team_users";

    public static final String ID = "_id";
    public static final String EMAIL = "email";
    public static final String STATE = "state";

    /** First and last name; not there where neither is known. */
    static final String NAME = "name";

    static final String ROLE = "role";
    /** Name of each team, what the user is there and since when, under the team's identifier. */
    static final String TEAMS = "teams";

    static final String SINCE = "since";

    /** Name of the stream of the user; each team's stream goes by the team's identifier. */
    public static final String SOURCE = "user";

    private TeamUserDocument() {}

    /** What the document shows. */
    public static TeamUserView view(Document user) {
        var teams = user.get(TEAMS, new Document());
        return new TeamUserView(
                new UserId(text(user, ID)),
                email(user),
                displayName(user),
                Role.valueOf(text(user, ROLE)),
                teams.keySet().stream()
                        .map(teamId -> membership(teamId, teams.get(teamId, Document.class)))
                        .sorted(Comparator.comparing(team -> team.name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    private static Membership membership(String teamId, Document team) {
        return new Membership(
                new TeamId(teamId),
                text(team, NAME),
                TeamRole.valueOf(text(team, ROLE)),
                team.getDate(SINCE).toInstant());
    }

    /** Whether it is one; not that of somebody whose invitation was withdrawn, or who was erased. */
    public static boolean isThere(Document user) {
        return user.containsKey(STATE);
    }

    static UserState state(Document user) {
        return UserState.valueOf(text(user, STATE));
    }

    static EmailAddress email(Document user) {
        return new EmailAddress(text(user, EMAIL));
    }

    static String displayName(Document user) {
        var name = user.getString(NAME);
        return name == null ? text(user, EMAIL) : name;
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }
}
