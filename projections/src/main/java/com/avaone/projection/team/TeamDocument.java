package com.avaone.projection.team;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamRole;
import com.avaone.api.team.TeamRoster;
import com.avaone.api.team.TeamRoster.Person;
import com.avaone.api.team.TeamState;
import com.avaone.api.team.TeamView;
import com.avaone.api.team.TeamView.Member;
import com.avaone.api.user.UserState;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;

/** A team with the identifiers of its members; who they are, their {@link TeamUserDocument}s say. */
@ReadModel(database = Database.TENANT, collection = TeamDocument.COLLECTION, indexes = "state,nameLower,_id")
public final class TeamDocument {

    public static final String COLLECTION = "teams";

    public static final String ID = "_id";
    public static final String NAME_LOWER = "nameLower";
    public static final String STATE = "state";

    static final String NAME = "name";
    /** What each member is and since when, under the user's identifier. */
    static final String MEMBERS = "members";

    static final String ROLE = "role";
    static final String SINCE = "since";
    static final String CREATED_AT = "createdAt";
    static final String UPDATED_AT = "updatedAt";

    /** Name of the one stream that feeds the document. */
    public static final String SOURCE = "team";

    private static final Comparator<Person> BY_ADDRESS =
            Comparator.comparing(person -> person.email().value());

    private TeamDocument() {}

    /** Identifiers of everybody who is in the team, in whatever state their account is. */
    public static Set<String> memberIds(Document team) {
        return team.get(MEMBERS, new Document()).keySet();
    }

    /**
     * What the document shows.
     *
     * @param users {@link TeamUserDocument}s by identifier, at least of the team's members; who is not among them was withdrawn or erased
     */
    public static TeamView view(Document team, Map<String, Document> users) {
        var people = people(team, users);
        var active = people.stream()
                .filter(person -> person.state() == UserState.ACTIVE)
                .sorted(BY_ADDRESS)
                .map(person -> new Member(
                        person.userId(), person.email(), person.displayName(), person.role(), person.since()))
                .toList();
        return view(team, active, people.size() - active.size());
    }

    /**
     * What the document shows to who manages the team.
     *
     * @param users as above
     */
    public static TeamRoster roster(Document team, Map<String, Document> users) {
        return new TeamRoster(
                view(team, users),
                people(team, users).stream()
                        .sorted(Comparator.comparing(Person::role).thenComparing(BY_ADDRESS))
                        .toList());
    }

    private static List<Person> people(Document team, Map<String, Document> users) {
        var members = team.get(MEMBERS, new Document());
        return members.keySet().stream()
                .filter(users::containsKey)
                .map(userId -> person(members.get(userId, Document.class), Objects.requireNonNull(users.get(userId))))
                .toList();
    }

    private static TeamView view(Document team, List<Member> members, int notActive) {
        var sequences = Objects.requireNonNull(team.get("sequences", Document.class));
        return new TeamView(
                new TeamId(text(team, ID)),
                new OrganizationId(text(team, "organizationId")),
                text(team, NAME),
                TeamState.valueOf(text(team, STATE)),
                members,
                notActive,
                team.getDate(CREATED_AT).toInstant(),
                team.getDate(UPDATED_AT).toInstant(),
                ((Number) Objects.requireNonNull(sequences.get(SOURCE))).longValue());
    }

    private static Person person(Document member, Document user) {
        return new Person(
                new UserId(text(user, ID)),
                TeamUserDocument.email(user),
                TeamUserDocument.displayName(user),
                TeamRole.valueOf(text(member, ROLE)),
                member.getDate(SINCE).toInstant(),
                TeamUserDocument.state(user));
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }
}
