package com.avaone.web.user.manage;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserQuery.FindWorkspaceUsers;
import com.avaone.api.user.UserState;
import com.avaone.api.user.WorkspaceUserPage;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of workspace users, who have a personal plan. */
@RestController
@RequestMapping("/api")
@Tag(name = "Workspace users", description = "Users with a personal plan and a workspace of their own.")
class WorkspaceUserController {

    private final Users users;
    private final OrganizationInPath organizations;

    WorkspaceUserController(Users users, OrganizationInPath organizations) {
        this.users = users;
        this.organizations = organizations;
    }

    @GetMapping("/workspace-users")
    @Access(value = Audience.ORGANIZATION_ADMIN, clients = true)
    @Operation(
            summary = "List workspace users",
            description =
                    "A page at a time, by address. Whoever is of the operator sees those of every organization, or of the one named; "
                            + "everybody else their own organization's.")
    WorkspaceUserPage list(
            @Parameter(description = "Identifier or short name", example = "northwind")
                    @RequestParam(required = false)
                    @Size(max = 100)
                    @Nullable
                    String organization,
            @Parameter(example = "starter") @RequestParam(required = false) @Size(max = 40) @Nullable String plan,
            @Parameter(example = "active") @RequestParam(required = false) @Nullable UserState state,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "25") @Min(1) @Max(100) int limit,
            Caller caller) {
        var wanted = Text.orNull(plan);
        return users.workspaceUsers(new FindWorkspaceUsers(
                organizationOf(organization, caller),
                wanted == null ? null : PlanId.parse("plan", wanted),
                state,
                Text.orNull(cursor),
                limit));
    }

    /**
     * The user of an address.
     *
     * @param created whether it was made by this request
     */
    @Schema(name = "EnsuredUser")
    record EnsuredUser(UserId userId, OrganizationId organizationId, boolean created) {}

    @PostMapping("/workspace/ensure-user")
    @Access(value = Audience.NOBODY, clients = true)
    @Operation(
            summary = "Make sure that somebody has a workspace user",
            description =
                    "For programs at which people sign up: needs an API client with the scope `ensure-users`. However often it is "
                            + "asked, and however many ask at once, there is one user for an address. An account that exists is answered as it is.")
    @ApiResponse(responseCode = "200", description = "The address has an account")
    @ApiResponse(responseCode = "201", description = "A user was made; it took a seat of the license")
    @ApiResponse(
            responseCode = "409",
            description =
                    "`seat-limit` (with `used` and `limit`), `license-not-active`, `license-expired`, `license-revoked`")
    ResponseEntity<EnsuredUser> ensure(@Valid @RequestBody EnsureUserRequest body, Caller caller) {
        var organizationId = organizationOf(body.organization(), caller);
        if (organizationId.equals(OrganizationId.OPERATOR)) {
            throw new InvalidValue("organization", "must name the organization that the user belongs to");
        }
        var ensured = users.ensure(body, organizationId);
        return ResponseEntity.status(ensured.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .header(CurrentRequest.POSITION, Long.toString(ensured.receipt().position()))
                .body(new EnsuredUser(ensured.userId(), ensured.organizationId(), ensured.created()));
    }

    private OrganizationId organizationOf(@Nullable String text, Caller caller) {
        var named = Text.orNull(text);
        return named == null
                ? caller.organizationId()
                : organizations.find(named, caller).organizationId();
    }
}
