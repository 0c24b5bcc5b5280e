package com.avaone.web.team;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.team.TeamCommand;
import com.avaone.api.team.TeamCommand.AddTeamMember;
import com.avaone.api.team.TeamCommand.ArchiveTeam;
import com.avaone.api.team.TeamCommand.CreateTeam;
import com.avaone.api.team.TeamCommand.RemoveTeamMember;
import com.avaone.api.team.TeamCommand.RenameTeam;
import com.avaone.api.team.TeamId;
import com.avaone.api.team.TeamPage;
import com.avaone.api.team.TeamQuery.FindTeam;
import com.avaone.api.team.TeamQuery.FindTeamUsers;
import com.avaone.api.team.TeamQuery.FindTeams;
import com.avaone.api.team.TeamRole;
import com.avaone.api.team.TeamUserPage;
import com.avaone.api.team.TeamView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of teams. {@code If-Match}, where it is sent, is held against the team's version. */
@RestController
@RequestMapping("/api")
@Access(value = Audience.ORGANIZATION_ADMIN, clients = true)
@Tag(name = "Teams", description = "Groups of an organization's users. Nobody is named who is not active.")
class TeamController {

    private static final String TEAMS = "/organizations/{organizationId}/teams";
    private static final String TEAM = TEAMS + "/{teamId}";
    private static final String MEMBER = TEAM + "/members/{userId}";

    private final Commands commands;
    private final Queries queries;
    private final OrganizationInPath organizations;
    private final Answers answers;
    private final CurrentRequest request;

    TeamController(
            Commands commands,
            Queries queries,
            OrganizationInPath organizations,
            Answers answers,
            CurrentRequest request) {
        this.commands = commands;
        this.queries = queries;
        this.organizations = organizations;
        this.answers = answers;
        this.request = request;
    }

    /** A team's name. */
    @Schema(name = "TeamRequest")
    record TeamRequest(
            @Schema(example = "Field sales") @NotBlank @Size(max = 100)
            String name) {}

    /** What a user is to be in a team. */
    @Schema(name = "TeamMemberRequest")
    record MemberRequest(
            @Schema(example = "member") @NotNull TeamRole role) {}

    @GetMapping("/team-members")
    @Access(value = Audience.TEAM_READER, clients = true)
    @Operation(
            summary = "List teams with their members",
            description =
                    "A page at a time, by name; of the caller's own organization. Whoever is of the operator names one.")
    TeamPage members(
            @Parameter(description = "Identifier or short name", example = "northwind")
                    @RequestParam(required = false)
                    @Size(max = 100)
                    @Nullable
                    String organization,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "25") @Min(1) @Max(100) int limit,
            Caller caller) {
        return queries.ask(new FindTeams(named(organization, caller), Text.orNull(cursor), limit), TeamPage.class);
    }

    @GetMapping("/team-users")
    @Access(value = Audience.TEAM_READER, clients = true)
    @Operation(
            summary = "List users with their teams",
            description =
                    "A page at a time, by address; of the caller's own organization. Whoever is of the operator names one.")
    TeamUserPage users(
            @Parameter(description = "Identifier or short name", example = "northwind")
                    @RequestParam(required = false)
                    @Size(max = 100)
                    @Nullable
                    String organization,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "25") @Min(1) @Max(100) int limit,
            Caller caller) {
        return queries.ask(
                new FindTeamUsers(named(organization, caller), Text.orNull(cursor), limit), TeamUserPage.class);
    }

    @PostMapping(TEAMS)
    @Operation(summary = "Make a team", description = "Answers the receipt, whose `id` is the team's.")
    @ApiResponse(
            responseCode = "201",
            description = "Made",
            headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(oneOf = {Receipt.class, TeamView.class})))
    @ApiResponse(responseCode = "409", description = "`team-name-taken`")
    ResponseEntity<Object> create(
            @PathVariable String organizationId, @Valid @RequestBody TeamRequest body, Caller caller) {
        var organization = inPath(organizationId, caller);
        var receipt = commands.send(new CreateTeam(TeamId.random(), organization, body.name()));
        var teamId = new TeamId(receipt.id());
        return answers.created(
                receipt,
                "/api/organizations/%s/teams/%s".formatted(organization, teamId),
                position -> find(organization, teamId, position));
    }

    @GetMapping(TEAM)
    @Access(value = Audience.TEAM_READER, clients = true)
    @Operation(summary = "Read a team", description = "Archived ones too. The ETag is the team's version.")
    ResponseEntity<TeamView> get(
            @PathVariable String organizationId,
            @PathVariable String teamId,
            @Parameter(description = Queries.AS_OF, example = "2026-01-31T12:00:00Z")
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String asOf,
            Caller caller) {
        var view = queries.ask(
                new FindTeam(inPath(organizationId, caller), PathId.team(teamId), Text.orNull(asOf)), TeamView.class);
        return answers.found(view, view.version());
    }

    @PutMapping(TEAM)
    @Operation(summary = "Rename a team", description = "Needs `If-Match`. An equal name changes nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`team-name-taken`, `team-archived`")
    ResponseEntity<Object> rename(
            @PathVariable String organizationId,
            @PathVariable String teamId,
            @Valid @RequestBody TeamRequest body,
            Caller caller) {
        request.requireIfMatch();
        return change(organizationId, teamId, caller, (id, of) -> new RenameTeam(id, of, body.name()));
    }

    @DeleteMapping(TEAM)
    @Operation(summary = "Archive a team", description = "For good; its name is free.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`team-archived`")
    ResponseEntity<Object> archive(@PathVariable String organizationId, @PathVariable String teamId, Caller caller) {
        return change(organizationId, teamId, caller, ArchiveTeam::new);
    }

    @PutMapping(MEMBER)
    @Operation(
            summary = "Put a user into a team",
            description = "Or give a member another role. An equal one changes nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`team-archived`, `team-full`")
    ResponseEntity<Object> add(
            @PathVariable String organizationId,
            @PathVariable String teamId,
            @PathVariable String userId,
            @Valid @RequestBody MemberRequest body,
            Caller caller) {
        var user = PathId.user(userId);
        return change(organizationId, teamId, caller, (id, of) -> new AddTeamMember(id, of, user, body.role()));
    }

    @DeleteMapping(MEMBER)
    @Operation(summary = "Take a member out of a team")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-a-member`, `not-found`")
    @ApiResponse(responseCode = "409", description = "`team-archived`")
    ResponseEntity<Object> remove(
            @PathVariable String organizationId,
            @PathVariable String teamId,
            @PathVariable String userId,
            Caller caller) {
        var user = PathId.user(userId);
        return change(organizationId, teamId, caller, (id, of) -> new RemoveTeamMember(id, of, user));
    }

    private ResponseEntity<Object> change(
            String organizationId,
            String teamId,
            Caller caller,
            BiFunction<TeamId, OrganizationId, TeamCommand> command) {
        var organization = inPath(organizationId, caller);
        var id = PathId.team(teamId);
        return answers.done(
                commands.send(command.apply(id, organization)), position -> find(organization, id, position));
    }

    private TeamView find(OrganizationId organizationId, TeamId teamId, long minPosition) {
        return queries.ask(new FindTeam(organizationId, teamId), TeamView.class, minPosition);
    }

    private OrganizationId inPath(String organizationId, Caller caller) {
        return organizations.find(organizationId, caller).organizationId();
    }

    private OrganizationId named(@Nullable String organization, Caller caller) {
        var text = Text.orNull(organization);
        return text == null ? caller.organizationId() : inPath(text, caller);
    }
}
