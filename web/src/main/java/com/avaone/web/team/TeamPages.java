package com.avaone.web.team;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.team.TeamCommand.AddTeamMember;
import com.avaone.api.team.TeamCommand.ArchiveTeam;
import com.avaone.api.team.TeamCommand.CreateTeam;
import com.avaone.api.team.TeamCommand.RemoveTeamMember;
import com.avaone.api.team.TeamCommand.RenameTeam;
import com.avaone.api.team.TeamHistory;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamPage;
import com.avaone.api.team.TeamQuery.FindTeamHistory;
import com.avaone.api.team.TeamQuery.FindTeamRoster;
import com.avaone.api.team.TeamQuery.FindTeams;
import com.avaone.api.team.TeamRole;
import com.avaone.api.team.TeamRoster;
import com.avaone.api.team.TeamRoster.Person;
import com.avaone.api.team.TeamRule;
import com.avaone.api.team.TeamState;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.user.SignInUser;
import com.avaone.api.user.UserPage;
import com.avaone.api.user.UserQuery.FindUsers;
import com.avaone.api.user.UserState;
import com.avaone.api.user.UserView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.ReadState;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.page.Console;
import com.avaone.web.kernel.page.Done;
import com.avaone.web.kernel.page.Forms;
import com.avaone.web.kernel.page.Names;
import com.avaone.web.kernel.page.PageController;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Pages of an organization's teams: for its own admins, and for system admins. */
@PageController
@RequestMapping("/organization/dashboard/{organization}/teams")
@Access(Audience.ORGANIZATION_ADMIN)
class TeamPages {

    private static final int TEAMS = 25;
    private static final int HISTORY = 20;

    /** So many members stand on one page. */
    private static final int PEOPLE = 50;

    /** So many people are offered at once; whoever is looked for and not among them is found by name. */
    private static final int OFFERED = 12;

    /** So many of those who match are looked at, because some of them are in the team already. */
    private static final int LOOKED_AT = 100;

    /** So many people can be added at once. */
    private static final int MOST = 50;

    private static final String ACTION = "team/action";
    private static final String ADD = "team/add";

    /** Processors that write what the pages show. */
    private static final Set<String> PROCESSORS = Set.of("team");

    private final Queries queries;
    private final Commands commands;
    private final ReadState readState;
    private final OrganizationInPath organizations;
    private final Identities identities;
    private final Names names;
    private final Forms forms;

    TeamPages(
            Queries queries,
            Commands commands,
            ReadState readState,
            OrganizationInPath organizations,
            Identities identities,
            Names names,
            Forms forms) {
        this.queries = queries;
        this.commands = commands;
        this.readState = readState;
        this.organizations = organizations;
        this.identities = identities;
        this.names = names;
        this.forms = forms;
    }

    @GetMapping
    String list(
            @PathVariable String organization,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String cursor,
            SignedInUser user,
            Model model) {
        var id = fill(organization, user, model);
        var from = Text.orNull(cursor);
        Console.shows(model, readState.reachedBy(PROCESSORS));
        model.addAttribute("page", queries.ask(new FindTeams(id, from, TEAMS), TeamPage.class));
        model.addAttribute("cursor", from);
        return "team/list";
    }

    /** A team's name. */
    record NameForm(@NotBlank @Size(max = 100) String name) {}

    @GetMapping("/new")
    ModelAndView blank(@PathVariable String organization, SignedInUser user, Model model) {
        return forms.show(newView(organization, user, model), model, null);
    }

    @PostMapping
    ModelAndView create(
            @PathVariable String organization,
            @Valid @ModelAttribute(Forms.FORM) NameForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        var id = idOf(organization, user);
        return forms.submit(
                NameForm.class,
                binding,
                model,
                locale,
                () -> {
                    var receipt = commands.send(new CreateTeam(TeamId.random(), id, form.name()));
                    // Of a form that was sent twice the receipt is the first one's.
                    return Done.at(path(id) + "/" + receipt.id(), receipt, "team-created");
                },
                () -> newView(organization, user, model));
    }

    private String newView(String organization, SignedInUser user, Model model) {
        fill(organization, user, model);
        model.addAttribute("action", "CREATE");
        return ACTION;
    }

    @GetMapping("/{teamId}")
    String show(
            @PathVariable String organization,
            @PathVariable String teamId,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int from,
            @RequestParam(required = false) @Size(max = 1000) @Nullable String historyCursor,
            SignedInUser user,
            Model model) {
        var id = fill(organization, user, model);
        var team = PathId.team(teamId);
        var cursor = Text.orNull(historyCursor);
        Console.shows(model, readState.reachedBy(PROCESSORS));
        var roster = roster(id, team);
        // Whoever looked at the last page while its people were taken out sees the first.
        var first = from < roster.people().size() ? from : 0;
        model.addAttribute("team", roster.team());
        model.addAttribute("roster", roster);
        model.addAttribute(
                "people", roster.people().stream().skip(first).limit(PEOPLE).toList());
        model.addAttribute("from", first);
        model.addAttribute("next", first + PEOPLE < roster.people().size() ? first + PEOPLE : null);
        var history = queries.ask(new FindTeamHistory(id, team, cursor, HISTORY), TeamHistory.class);
        model.addAttribute("history", history);
        model.addAttribute("historyCursor", cursor);
        model.addAttribute(
                "names",
                names.ofActors(history.items().stream()
                        .flatMap(entry -> Stream.of(entry.actorId(), Objects.toString(entry.userId(), null)))));
        return "team/show";
    }

    @GetMapping("/{teamId}/rename")
    ModelAndView naming(
            @PathVariable String organization, @PathVariable String teamId, SignedInUser user, Model model) {
        var roster = action("RENAME", organization, teamId, user, model);
        return forms.show(ACTION, model, new NameForm(roster.team().name()));
    }

    @PostMapping("/{teamId}/rename")
    ModelAndView rename(
            @PathVariable String organization,
            @PathVariable String teamId,
            @Valid @ModelAttribute(Forms.FORM) NameForm form,
            BindingResult binding,
            @RequestParam long version,
            SignedInUser user,
            Model model,
            Locale locale) {
        var id = idOf(organization, user);
        var team = PathId.team(teamId);
        return forms.submit(
                NameForm.class,
                binding,
                model,
                locale,
                () -> done(id, team, send(new RenameTeam(team, id, form.name()), version), "team-renamed"),
                () -> {
                    action("RENAME", organization, teamId, user, model);
                    return ACTION;
                });
    }

    @GetMapping("/{teamId}/archive")
    ModelAndView archiving(
            @PathVariable String organization, @PathVariable String teamId, SignedInUser user, Model model) {
        action("ARCHIVE", organization, teamId, user, model);
        return forms.show(ACTION, model, null);
    }

    @PostMapping("/{teamId}/archive")
    ModelAndView archive(
            @PathVariable String organization,
            @PathVariable String teamId,
            @Valid @ModelAttribute(Forms.FORM) Reason form,
            BindingResult binding,
            @RequestParam long version,
            SignedInUser user,
            Model model,
            Locale locale) {
        var id = idOf(organization, user);
        var team = PathId.team(teamId);
        return forms.submit(
                Reason.class,
                binding,
                model,
                locale,
                () -> done(
                        id,
                        team,
                        commands.send(
                                new ArchiveTeam(team, id), form.reason(), form.comment(), OptionalLong.of(version)),
                        "team-archived"),
                () -> {
                    action("ARCHIVE", organization, teamId, user, model);
                    return ACTION;
                });
    }

    /**
     * Who is to come into a team.
     *
     * @param userId ticked; absent where nobody is
     */
    record AddForm(
            @Nullable List<@Size(max = 40) String> userId,
            @NotNull TeamRole role) {}

    @GetMapping("/{teamId}/members/new")
    ModelAndView choice(
            @PathVariable String organization,
            @PathVariable String teamId,
            @RequestParam(required = false) @Size(max = 200) @Nullable String text,
            @RequestParam(required = false) @Nullable List<String> userId,
            SignedInUser user,
            Model model) {
        return forms.show(addView(organization, teamId, text, userId, user, model), model, null);
    }

    @PostMapping("/{teamId}/members")
    ModelAndView add(
            @PathVariable String organization,
            @PathVariable String teamId,
            @Valid @ModelAttribute(Forms.FORM) AddForm form,
            BindingResult binding,
            @RequestParam(required = false) @Size(max = 200) @Nullable String sought,
            @RequestParam(required = false) @Nullable List<String> userId,
            SignedInUser user,
            Model model,
            Locale locale) {
        var id = idOf(organization, user);
        var team = PathId.team(teamId);
        return forms.submit(
                AddForm.class,
                binding,
                model,
                locale,
                () -> done(id, team, addAll(id, team, form), "team-members-added"),
                () -> addView(organization, teamId, sought, userId, user, model));
    }

    /**
     * Everybody is judged before anybody is added; only a team that becomes full on the way takes some and refuses the rest. Sent again, the
     * form adds who is missing.
     */
    private Receipt addAll(OrganizationId organizationId, TeamId teamId, AddForm form) {
        var wanted = new LinkedHashSet<UserId>();
        if (form.userId() != null) {
            form.userId().forEach(userId -> wanted.add(UserId.parse(userId)));
        }
        if (wanted.isEmpty()) {
            throw new InvalidValue("userId", "tick at least one person");
        }
        if (wanted.size() > MOST) {
            throw new InvalidValue("userId", "tick at most %d people".formatted(MOST));
        }
        if (!wanted.stream().allMatch(userId -> possible(organizationId, userId).isPresent())) {
            throw new Rejected(
                    TeamRule.MEMBER_NOT_POSSIBLE,
                    "Somebody whom you ticked is not invited or active any more. Look again, and tick others.",
                    "userId",
                    Map.of());
        }
        // Whoever came in meanwhile with another role keeps it: what was ticked is who shall come in.
        var others = roster(organizationId, teamId).people().stream()
                .filter(person -> person.role() != form.role())
                .map(Person::userId)
                .collect(Collectors.toSet());
        if (others.containsAll(wanted)) {
            throw new InvalidValue("userId", "tick somebody who is not in the team yet");
        }
        wanted.removeAll(others);
        return wanted.stream()
                .map(userId -> commands.sendUnkeyed(new AddTeamMember(teamId, organizationId, userId, form.role())))
                .max(Comparator.comparingLong(Receipt::position))
                .orElseThrow();
    }

    private String addView(
            String organization,
            String teamId,
            @Nullable String text,
            @Nullable List<String> userIds,
            SignedInUser user,
            Model model) {
        var roster = action("ADD", organization, teamId, user, model);
        var id = roster.team().organizationId();
        var members = members(roster);
        var chosen = chosen(id, userIds == null ? List.of() : userIds);
        chosen.keySet().removeAll(members);
        var sought = Text.orNull(text);
        var offered = new ArrayList<UserView>();
        var more = false;
        for (var state : List.of(UserState.ACTIVE, UserState.INVITED)) {
            var found = queries.ask(new FindUsers(id, sought, state, null, null, null, LOOKED_AT), UserPage.class);
            found.items().stream()
                    .filter(one -> !members.contains(one.userId()) && !chosen.containsKey(one.userId()))
                    .forEach(offered::add);
            more |= found.next() != null;
        }
        model.addAttribute("text", sought);
        model.addAttribute("chosen", List.copyOf(chosen.values()));
        model.addAttribute("offered", offered.stream().limit(OFFERED).toList());
        model.addAttribute("more", more || offered.size() > OFFERED);
        model.addAttribute("roles", TeamRole.values());
        return ADD;
    }

    /** Who was ticked before, from memory; whoever cannot be added, or is no identifier at all, is left out. */
    private Map<UserId, SignInUser> chosen(OrganizationId organizationId, List<String> userIds) {
        var chosen = new LinkedHashMap<UserId, SignInUser>();
        userIds.stream()
                .limit(2L * MOST)
                .map(UserId::new)
                .forEach(userId -> possible(organizationId, userId).ifPresent(one -> chosen.put(userId, one)));
        return chosen;
    }

    private static Set<UserId> members(TeamRoster roster) {
        return roster.people().stream().map(Person::userId).collect(Collectors.toSet());
    }

    private Optional<SignInUser> possible(OrganizationId organizationId, UserId userId) {
        return identities
                .user(userId)
                .filter(one -> one.organizationId().equals(organizationId))
                .filter(one -> one.state() == UserState.INVITED || one.state() == UserState.ACTIVE);
    }

    /** What a member is to be. */
    record RoleForm(@NotNull TeamRole role) {}

    @GetMapping("/{teamId}/members/{userId}/role")
    ModelAndView role(
            @PathVariable String organization,
            @PathVariable String teamId,
            @PathVariable String userId,
            SignedInUser user,
            Model model) {
        var person = member("ROLE", organization, teamId, userId, user, model);
        return forms.show(ACTION, model, new RoleForm(person.role()));
    }

    /** On the version that was seen: whoever was taken out meanwhile would come in again. */
    @PostMapping("/{teamId}/members/{userId}/role")
    ModelAndView changeRole(
            @PathVariable String organization,
            @PathVariable String teamId,
            @PathVariable String userId,
            @Valid @ModelAttribute(Forms.FORM) RoleForm form,
            BindingResult binding,
            @RequestParam long version,
            SignedInUser user,
            Model model,
            Locale locale) {
        var id = idOf(organization, user);
        var team = PathId.team(teamId);
        var member = PathId.user(userId);
        return forms.submit(
                RoleForm.class,
                binding,
                model,
                locale,
                () -> done(
                        id, team, send(new AddTeamMember(team, id, member, form.role()), version), "team-role-changed"),
                () -> {
                    member("ROLE", organization, teamId, userId, user, model);
                    return ACTION;
                });
    }

    /** Nothing but the decision itself. */
    record RemoveForm() {}

    @GetMapping("/{teamId}/members/{userId}/remove")
    ModelAndView removal(
            @PathVariable String organization,
            @PathVariable String teamId,
            @PathVariable String userId,
            SignedInUser user,
            Model model) {
        member("REMOVE", organization, teamId, userId, user, model);
        return forms.show(ACTION, model, null);
    }

    /** On whatever version: somebody who is to go is to go, whoever else came or went meanwhile. */
    @PostMapping("/{teamId}/members/{userId}/remove")
    ModelAndView remove(
            @PathVariable String organization,
            @PathVariable String teamId,
            @PathVariable String userId,
            @ModelAttribute(Forms.FORM) RemoveForm form,
            BindingResult binding,
            SignedInUser user,
            Model model,
            Locale locale) {
        var id = idOf(organization, user);
        var team = PathId.team(teamId);
        var member = PathId.user(userId);
        return forms.submit(
                RemoveForm.class,
                binding,
                model,
                locale,
                () -> done(id, team, commands.send(new RemoveTeamMember(team, id, member)), "team-member-removed"),
                () -> {
                    member("REMOVE", organization, teamId, userId, user, model);
                    return ACTION;
                });
    }

    private Receipt send(Object command, long version) {
        return commands.send(command, null, null, OptionalLong.of(version));
    }

    private static Done done(OrganizationId organizationId, TeamId teamId, Receipt receipt, String notice) {
        return Done.at(path(organizationId) + "/" + teamId, receipt, notice);
    }

    private TeamRoster action(String action, String organization, String teamId, SignedInUser user, Model model) {
        var roster = roster(fill(organization, user, model), PathId.team(teamId));
        if (roster.team().state() == TeamState.ARCHIVED) {
            throw new Rejected(TeamRule.TEAM_ARCHIVED, "The team was archived.");
        }
        model.addAttribute("team", roster.team());
        model.addAttribute("action", action);
        model.addAttribute(Forms.VERSION, roster.team().version());
        return roster;
    }

    private Person member(
            String action, String organization, String teamId, String userId, SignedInUser user, Model model) {
        var id = PathId.user(userId);
        var person = action(action, organization, teamId, user, model).people().stream()
                .filter(one -> one.userId().equals(id))
                .findAny()
                .orElseThrow(() -> new Rejected(TeamRule.NOT_A_MEMBER, "%s is not in the team.".formatted(id)));
        model.addAttribute("person", person);
        model.addAttribute("roles", TeamRole.values());
        return person;
    }

    private TeamRoster roster(OrganizationId organizationId, TeamId teamId) {
        return queries.ask(new FindTeamRoster(organizationId, teamId), TeamRoster.class);
    }

    private OrganizationId fill(String organization, SignedInUser user, Model model) {
        SignInOrganization found = organizations.find(organization, user);
        model.addAttribute("organization", found);
        return found.organizationId();
    }

    private OrganizationId idOf(String organization, SignedInUser user) {
        return organizations.find(organization, user).organizationId();
    }

    private static String path(OrganizationId organizationId) {
        return "/organization/dashboard/" + organizationId + "/teams";
    }
}
