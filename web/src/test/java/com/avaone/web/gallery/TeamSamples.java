package com.avaone.web.gallery;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamHistory;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamPage;
import com.avaone.api.team.TeamRole;
import com.avaone.api.team.TeamRoster;
import com.avaone.api.team.TeamRoster.Person;
import com.avaone.api.team.TeamState;
import com.avaone.api.team.TeamUserView.Membership;
import com.avaone.api.team.TeamView;
import com.avaone.api.team.TeamView.Member;
import com.avaone.api.user.UserState;
import com.avaone.api.user.UserView;
import com.avaone.web.gallery.Gallery.Sample;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The pages of an organization's teams. */
final class TeamSamples {

    private static final List<UserView> USERS = UserSamples.USERS;
    private static final UserId MINA = USERS.getFirst().userId();

    private TeamSamples() {}

    static List<Sample> pages() {
        var crates = roster(1, "Crates & Pallets", TeamState.ACTIVE, USERS.size());
        var nobody = roster(2, "Night shift", TeamState.ACTIVE, 0);
        var ended = roster(3, "Project Seagull", TeamState.ARCHIVED, 3);
        return List.of(
                sample("teams", "", "list", Map.of("page", page(crates, nobody))),
                sample("teams-none", "/none", "list", Map.of("page", new TeamPage(List.of(), null))),
                sample("team", "/one", "show", show(crates)),
                sample("team-empty", "/empty", "show", show(nobody)),
                sample("team-archived", "/ended", "show", show(ended)),
                sample("team-new", "/new", "action", Map.of("action", "CREATE")),
                sample(
                        "team-new-refused",
                        "/refused",
                        "action",
                        Map.of(
                                "action", "CREATE",
                                "form", Map.of("name", "crates & pallets"),
                                "errors", Map.of("name", "Another team has this name. Choose another."))),
                sample(
                        "team-rename-stale",
                        "/stale",
                        "action",
                        about(
                                crates,
                                "RENAME",
                                Map.of(
                                        "form",
                                        Map.of("name", "Crates"),
                                        "problem",
                                        "Somebody changed this in the meantime. Look at the present values; sending the form again "
                                                + "replaces them with yours."))),
                sample("team-role", "/role", "action", about(crates, "ROLE", Map.of("form", Map.of("role", "MEMBER")))),
                sample("team-remove", "/remove", "action", about(crates, "REMOVE", Map.of())),
                sample("team-archive", "/archive", "action", about(crates, "ARCHIVE", Map.of())),
                sample("team-add", "/add", "add", add(USERS, null, Map.of("more", true))),
                sample(
                        "team-add-refused",
                        "/add-refused",
                        "add",
                        add(
                                USERS,
                                "okafor",
                                Map.of(
                                        "form",
                                        Map.of("role", "LEAD", "text", "okafor"),
                                        "errors",
                                        Map.of("userId", "Tick at least one person.")))),
                sample("team-add-no-match", "/add-no-match", "add", add(List.of(), "nobody", Map.of())),
                sample("team-add-nobody-left", "/add-nobody-left", "add", add(List.of(), null, Map.of())));
    }

    /** Teams of somebody who works there. */
    static List<Membership> own() {
        return List.of(membership(1, "Crates & Pallets", TeamRole.LEAD), membership(4, "Returns", TeamRole.MEMBER));
    }

    private static Membership membership(int number, String name, TeamRole role) {
        return new Membership(id(number), name, role, Samples.NOW.minus(Duration.ofDays(20)));
    }

    private static TeamId id(int number) {
        return new TeamId("tem_01kaq2vd3s8c4g9q0vbwx6tz%02d".formatted(number));
    }

    private static Sample sample(String name, String path, String view, Map<String, ?> model) {
        return UserSamples.ofAdmin(
                name, "/teams" + path, "team/" + view, with(Map.of("organization", UserSamples.ORGANIZATION), model));
    }

    private static Map<String, Object> with(Map<String, ?> some, Map<String, ?> more) {
        var all = new HashMap<String, Object>(some);
        all.putAll(more);
        return all;
    }

    private static TeamPage page(TeamRoster first, TeamRoster second) {
        var third = roster(4, "Returns", TeamState.ACTIVE, 1).team();
        var spread = roster(5, "Cross-functional working group on seasonal logistics", TeamState.ACTIVE, 5)
                .team();
        return new TeamPage(List.of(first.team(), spread, second.team(), third), "more");
    }

    private static TeamRoster roster(int number, String name, TeamState state, int size) {
        var people = IntStream.range(0, size)
                .mapToObj(at -> person(USERS.get(at), at % 5 == 1 ? TeamRole.LEAD : TeamRole.MEMBER, at))
                .sorted(Comparator.comparing(Person::role))
                .toList();
        var members = people.stream()
                .filter(person -> person.state() == UserState.ACTIVE)
                .map(person -> new Member(
                        person.userId(), person.email(), person.displayName(), person.role(), person.since()))
                .toList();
        var team = new TeamView(
                id(number),
                UserSamples.ORGANIZATION.organizationId(),
                name,
                state,
                members,
                people.size() - members.size(),
                Samples.NOW.minus(Duration.ofDays(200)),
                Samples.NOW.minus(Duration.ofHours(number * 7L)),
                12);
        return new TeamRoster(team, people);
    }

    private static Person person(UserView user, TeamRole role, int number) {
        return new Person(
                user.userId(),
                user.email(),
                user.profile().displayName(user.email().value()),
                role,
                Samples.NOW.minus(Duration.ofDays(3L + number * 17L)),
                user.state());
    }

    private static Map<String, Object> show(TeamRoster roster) {
        var model = new HashMap<String, Object>(Map.of(
                "team",
                roster.team(),
                "roster",
                roster,
                "people",
                roster.people(),
                "from",
                0,
                "history",
                history(roster),
                "names",
                Map.of(
                        MINA.value(),
                        "park@northwind.example",
                        USERS.get(1).userId().value(),
                        "diaz@northwind.example")));
        if (roster.people().size() > 4) {
            model.put("next", 50);
        }
        return model;
    }

    private static TeamHistory history(TeamRoster roster) {
        var id = roster.team().teamId();
        var made = entry(0, "team.created", "Team " + roster.team().name() + " made", null, 5_000, null);
        if (roster.team().state() == TeamState.ARCHIVED) {
            return new TeamHistory(
                    id,
                    List.of(entry(9, "team.archived", "Team archived", null, 40, "The project is over"), made),
                    null);
        }
        return roster.people().isEmpty()
                ? new TeamHistory(id, List.of(made), null)
                : new TeamHistory(
                        id,
                        List.of(
                                entry(5, "team.member-removed", "Taken out of the team", MINA, 90, null),
                                entry(
                                        4,
                                        "team.member-added",
                                        "Is lead of the team now",
                                        USERS.get(1).userId(),
                                        2_000,
                                        null),
                                entry(3, "team.renamed", "Renamed to Crates & Pallets", null, 2_100, null),
                                entry(
                                        2,
                                        "team.member-added",
                                        "Is member of the team now",
                                        UserId.random(),
                                        4_900,
                                        null),
                                made),
                        "older");
    }

    private static TeamHistory.Entry entry(
            long number, String event, String what, @Nullable UserId userId, long minutesAgo, @Nullable String reason) {
        return new TeamHistory.Entry(
                number,
                event,
                what,
                userId,
                Samples.NOW.minus(Duration.ofMinutes(minutesAgo)),
                ActorKind.USER,
                MINA.value(),
                reason,
                null);
    }

    private static Map<String, Object> about(TeamRoster roster, String action, Map<String, ?> more) {
        var model =
                with(Map.of("team", roster.team(), "action", action, "version", 12, "roles", TeamRole.values()), more);
        if (action.equals("ROLE") || action.equals("REMOVE")) {
            model.put("person", roster.people().get(2));
        }
        return model;
    }

    private static Map<String, Object> add(List<UserView> offered, @Nullable String text, Map<String, ?> more) {
        var model = with(
                Map.of(
                        "team",
                        roster(2, "Night shift", TeamState.ACTIVE, 0).team(),
                        "chosen",
                        offered.stream().limit(1).map(UserSamples::signIn).toList(),
                        "offered",
                        offered.stream()
                                .skip(1)
                                .filter(one -> one.state() != UserState.DEACTIVATED)
                                .toList(),
                        "more",
                        false,
                        "roles",
                        TeamRole.values(),
                        "version",
                        12),
                more);
        if (text != null) {
            model.put("text", text);
        }
        return model;
    }
}
