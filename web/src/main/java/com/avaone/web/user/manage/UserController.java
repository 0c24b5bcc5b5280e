package com.avaone.web.user.manage;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.UserCommand;
import com.avaone.api.user.UserCommand.ActivateUser;
import com.avaone.api.user.UserCommand.AssignProduct;
import com.avaone.api.user.UserCommand.ChangeRole;
import com.avaone.api.user.UserCommand.ChangeServiceRoles;
import com.avaone.api.user.UserCommand.ChangeUserProfile;
import com.avaone.api.user.UserCommand.DeactivateUser;
import com.avaone.api.user.UserCommand.EraseUser;
import com.avaone.api.user.UserCommand.RemoveSecondFactor;
import com.avaone.api.user.UserCommand.ResendInvitation;
import com.avaone.api.user.UserCommand.UnlockUser;
import com.avaone.api.user.UserCommand.WithdrawInvitation;
import com.avaone.api.user.UserCommand.WithdrawProduct;
import com.avaone.api.user.UserHistory;
import com.avaone.api.user.UserPage;
import com.avaone.api.user.UserRule;
import com.avaone.api.user.UserView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.user.manage.Users.InvitationLink;
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
import jakarta.validation.constraints.Size;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API of an organization's users. {@code organization} is its identifier or short name; whoever is no system admin finds the own one
 * only. {@code If-Match}, where it is sent, is held against the user's version.
 */
@RestController
@RequestMapping("/api/organization/{organization}/users")
@Access(value = Audience.ORGANIZATION_ADMIN, clients = true)
@Tag(
        name = "Users",
        description =
                "An organization's users, or the operator's own: `org_00000000000000000000000000`, for system admins. States: invited, active, deactivated, withdrawn, erased. No answer has a field for a secret.")
class UserController {

    private final Users users;
    private final OrganizationInPath organizations;
    private final Answers answers;
    private final CurrentRequest request;

    UserController(Users users, OrganizationInPath organizations, Answers answers, CurrentRequest request) {
        this.users = users;
        this.organizations = organizations;
        this.answers = answers;
        this.request = request;
    }

    @GetMapping
    @Operation(
            summary = "List users",
            description = "A page at a time, by address; `next` is the `cursor` of the next page.")
    UserPage list(
            @PathVariable String organization,
            @ParameterObject @Valid @ModelAttribute UserFilter filter,
            Caller caller) {
        return users.page(filter.toQuery(idOf(organization, caller)));
    }

    @PostMapping
    @Operation(
            summary = "Invite a user",
            description =
                    "Takes a seat of the license in the same decision and sends a link to the address. Answers the receipt, whose "
                            + "`id` is the user's.")
    @ApiResponse(
            responseCode = "201",
            description = "Invited",
            headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(oneOf = {Receipt.class, UserView.class})))
    @ApiResponse(
            responseCode = "409",
            description =
                    "`seat-limit` (with `used` and `limit`), `email-taken`, `license-not-active`, `license-expired`, `license-revoked`")
    @ApiResponse(responseCode = "422", description = "`not-in-catalogue`: a product that is added is not sold")
    ResponseEntity<Object> invite(
            @PathVariable String organization, @Valid @RequestBody InviteUserRequest body, Caller caller) {
        var organizationId = idOf(organization, caller);
        var receipt = users.invite(body, organizationId);
        var userId = new UserId(receipt.id());
        return answers.created(
                receipt,
                "/api/organization/%s/users/%s".formatted(organizationId, userId),
                position -> users.find(organizationId, userId, position));
    }

    @GetMapping("/{userId}")
    @Operation(summary = "Read a user", description = "The ETag is the user's version.")
    ResponseEntity<UserView> get(
            @PathVariable String organization,
            @PathVariable String userId,
            @Parameter(description = Queries.AS_OF, example = "2026-01-31T12:00:00Z")
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String asOf,
            Caller caller) {
        var view = users.at(idOf(organization, caller), PathId.user(userId), asOf);
        return answers.found(view, view.version());
    }

    @GetMapping("/{userId}/history")
    @Access(value = Audience.HISTORY_READER, clients = true)
    @Operation(
            summary = "Read a user's history",
            description =
                    "Each event with number, time, actor, reason and address, newest first. Read from the events themselves.")
    UserHistory history(
            @PathVariable String organization,
            @PathVariable String userId,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            Caller caller) {
        return users.history(idOf(organization, caller), PathId.user(userId), cursor, limit);
    }

    @PutMapping("/{userId}")
    @Operation(
            summary = "Replace a user's profile",
            description = "Needs `If-Match`. An equal profile changes nothing.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`user-erased`, `user-not-active`")
    ResponseEntity<Object> changeProfile(
            @PathVariable String organization,
            @PathVariable String userId,
            @Valid @RequestBody UserProfileRequest body,
            Caller caller) {
        request.requireIfMatch();
        var profile = body.toProfile();
        return change(organization, userId, caller, null, (id, of) -> new ChangeUserProfile(id, of, profile));
    }

    @PutMapping("/{userId}/role")
    @Operation(summary = "Give another role", description = "Counts from the user's next request on.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`last-admin`, `user-erased`, `user-not-active`")
    ResponseEntity<Object> changeRole(
            @PathVariable String organization,
            @PathVariable String userId,
            @Valid @RequestBody ChangeRoleRequest body,
            Caller caller) {
        return change(
                organization,
                userId,
                caller,
                why(body.reason(), body.comment()),
                (id, of) -> new ChangeRole(id, of, body.role()));
    }

    @PutMapping("/{userId}/service-roles")
    @Operation(summary = "Say what a user is in billing, CRM and Pingora")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`user-erased`, `user-not-active`")
    ResponseEntity<Object> changeServiceRoles(
            @PathVariable String organization,
            @PathVariable String userId,
            @Valid @RequestBody ChangeServiceRolesRequest body,
            Caller caller) {
        return change(
                organization,
                userId,
                caller,
                why(body.reason(), body.comment()),
                (id, of) -> new ChangeServiceRoles(id, of, body.toServiceRoles()));
    }

    @PutMapping("/{userId}/products/{productId}")
    @Operation(summary = "Assign a product", description = "The license says whether it can be used.")
    @ApiResponse(responseCode = "422", description = "`not-in-catalogue`: a product that is added is not sold")
    ResponseEntity<Object> assign(
            @PathVariable String organization,
            @PathVariable String userId,
            @PathVariable @Size(max = 40) String productId,
            Caller caller) {
        var product = ProductId.parse("productId", productId);
        return change(organization, userId, caller, null, (id, of) -> new AssignProduct(id, of, product));
    }

    @DeleteMapping("/{userId}/products/{productId}")
    @Operation(summary = "Withdraw a product")
    ResponseEntity<Object> withdraw(
            @PathVariable String organization,
            @PathVariable String userId,
            @PathVariable @Size(max = 40) String productId,
            Caller caller) {
        var product = ProductId.parse("productId", productId);
        return change(organization, userId, caller, null, (id, of) -> new WithdrawProduct(id, of, product));
    }

    @PostMapping("/{userId}/invitation/resend")
    @Operation(
            summary = "Send the invitation again",
            description = "Under a new link; the one before is worth nothing then.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`not-invited`")
    ResponseEntity<Object> resend(@PathVariable String organization, @PathVariable String userId, Caller caller) {
        return change(organization, userId, caller, null, ResendInvitation::new);
    }

    @GetMapping("/{userId}/invitation/link")
    @Access(Audience.ORGANIZATION_ADMIN)
    @Operation(
            summary = "Read the link of an invitation",
            description = "For handing it over in another way than by mail. Whoever has it can accept the invitation.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`not-invited`")
    ResponseEntity<InvitationLink> invitationLink(
            @PathVariable String organization, @PathVariable String userId, SignedInUser user) {
        var organizationId = idOf(organization, user);
        var found = users.find(organizationId, PathId.user(userId));
        return users.invitationLink(organizationId, found.userId())
                .map(link ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(link))
                .orElseThrow(() -> new Rejected(UserRule.NOT_INVITED, "No invitation waits for this user."));
    }

    @PostMapping("/{userId}/invitation/withdraw")
    @Operation(summary = "Take an invitation back", description = "The seat and the address are free.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`not-invited`")
    ResponseEntity<Object> withdrawInvitation(
            @PathVariable String organization, @PathVariable String userId, Caller caller) {
        return change(organization, userId, caller, null, WithdrawInvitation::new);
    }

    @PostMapping("/{userId}/activate")
    @Operation(summary = "Let a deactivated user in again", description = "Takes a seat of the license.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`seat-limit`, `user-active`, `user-erased`")
    ResponseEntity<Object> activate(
            @PathVariable String organization,
            @PathVariable String userId,
            @Valid @RequestBody Reason body,
            Caller caller) {
        return change(organization, userId, caller, body, ActivateUser::new);
    }

    @PostMapping("/{userId}/deactivate")
    @Operation(summary = "Shut an account", description = "Every session ends at once, the seat is free.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`last-admin`, `user-not-active`, `user-erased`")
    ResponseEntity<Object> deactivate(
            @PathVariable String organization,
            @PathVariable String userId,
            @Valid @RequestBody Reason body,
            Caller caller) {
        return change(organization, userId, caller, body, DeactivateUser::new);
    }

    @PostMapping("/{userId}/unlock")
    @Operation(summary = "Open an account that failed sign-ins have locked")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    ResponseEntity<Object> unlock(@PathVariable String organization, @PathVariable String userId, Caller caller) {
        return change(organization, userId, caller, null, UnlockUser::new);
    }

    @DeleteMapping("/{userId}/second-factor")
    @Operation(summary = "Take the second factor of somebody who lost it away")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`second-factor-not-enrolled`")
    ResponseEntity<Object> removeSecondFactor(
            @PathVariable String organization, @PathVariable String userId, Caller caller) {
        return change(organization, userId, caller, null, RemoveSecondFactor::new);
    }

    @PostMapping("/{userId}/erase")
    @Operation(
            summary = "Erase a person",
            description =
                    "The key of the personal data is destroyed: no copy of it can be read any more. The facts of the history stay.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "`last-admin`, `user-erased`")
    ResponseEntity<Object> erase(
            @PathVariable String organization,
            @PathVariable String userId,
            @Valid @RequestBody Reason body,
            Caller caller) {
        return change(organization, userId, caller, body, EraseUser::new);
    }

    private OrganizationId idOf(String organization, Caller caller) {
        return organizations.ofUsers(organization, caller);
    }

    private static @Nullable Reason why(@Nullable String reason, @Nullable String comment) {
        return reason == null ? null : new Reason(reason, comment);
    }

    private ResponseEntity<Object> change(
            String organization,
            String userId,
            Caller caller,
            @Nullable Reason why,
            BiFunction<UserId, OrganizationId, UserCommand> command) {
        var organizationId = idOf(organization, caller);
        var receipt = users.change(
                organizationId, userId, why == null ? null : why.reason(), why == null ? null : why.comment(), command);
        return answers.done(receipt, position -> users.find(organizationId, new UserId(receipt.id()), position));
    }
}
