package com.avaone.web.client;

import com.avaone.api.client.ClientCommand.ChangeClientScopes;
import com.avaone.api.client.ClientCommand.RevokeClient;
import com.avaone.api.client.ClientCommand.RevokeToken;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.web.client.ClientAnswers.ApiClient;
import com.avaone.web.client.ClientAnswers.ApiClients;
import com.avaone.web.client.ClientAnswers.IssuedToken;
import com.avaone.web.client.ClientAnswers.RotateRequest;
import com.avaone.web.client.ClientAnswers.ScopesRequest;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.SignedInUser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API of an organization's clients, which reach that one's data only. */
@RestController
@RequestMapping("/api/organization/{organization}/clients")
@Access(Audience.ORGANIZATION_ADMIN)
@Tag(
        name = "API clients",
        description = "Programs that call the API in their own name. No answer but the first has a token.")
class OrganizationClientController {

    private final Clients clients;
    private final Answers answers;
    private final OrganizationInPath organizations;

    OrganizationClientController(Clients clients, Answers answers, OrganizationInPath organizations) {
        this.clients = clients;
        this.answers = answers;
        this.organizations = organizations;
    }

    @GetMapping
    @Operation(
            summary = "List API clients",
            description = "A page at a time, oldest first; `next` is the `cursor` of the next page.")
    ApiClients list(
            @PathVariable String organization,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "25") @Min(1) @Max(100) int limit,
            SignedInUser user) {
        var page = clients.page(idOf(organization, user), cursor, limit);
        return new ApiClients(
                page.items().stream()
                        .map(view -> ApiClient.of(view, clients.lastUses(view)))
                        .toList(),
                page.next());
    }

    @PostMapping
    @Operation(
            summary = "Make an API client",
            description =
                    "Answers its token, which is shown this once. A repetition under the same `Idempotency-Key` answers without it.")
    @ApiResponse(responseCode = "201", description = "Made")
    @ApiResponse(responseCode = "400", description = "`scope-not-possible`, `invalid-request`")
    @ApiResponse(responseCode = "409", description = "`organization-deleted`")
    ResponseEntity<IssuedToken> create(
            @PathVariable String organization, @Valid @RequestBody CreateClientRequest body, SignedInUser user) {
        return ClientAnswers.issued(HttpStatus.CREATED, clients.create(body, idOf(organization, user)));
    }

    @GetMapping("/{clientId}")
    @Operation(summary = "Read an API client", description = "The ETag is the client's version.")
    ResponseEntity<ApiClient> get(@PathVariable String organization, @PathVariable String clientId, SignedInUser user) {
        var view = clients.find(idOf(organization, user), PathId.client(clientId));
        return answers.found(ApiClient.of(view, clients.lastUses(view)), view.version());
    }

    @PutMapping("/{clientId}/scopes")
    @Operation(
            summary = "Replace the scopes",
            description = "Counts from the next request on; the token stays the same.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Receipt.class, ApiClient.class})))
    @ApiResponse(responseCode = "409", description = "`client-not-active`")
    ResponseEntity<Object> changeScopes(
            @PathVariable String organization,
            @PathVariable String clientId,
            @Valid @RequestBody ScopesRequest body,
            SignedInUser user) {
        var organizationId = idOf(organization, user);
        return done(
                organizationId,
                clients.send(
                        new ChangeClientScopes(PathId.client(clientId), organizationId, body.toScopes()), body.why()));
    }

    @PostMapping("/{clientId}/tokens")
    @Operation(
            summary = "Issue another token",
            description =
                    "The one before is worth nothing at once, or is good until a moment that is named, at most 30 days from now.")
    @ApiResponse(responseCode = "201", description = "Issued")
    @ApiResponse(responseCode = "409", description = "`client-not-active`")
    ResponseEntity<IssuedToken> rotate(
            @PathVariable String organization,
            @PathVariable String clientId,
            @Valid @RequestBody RotateRequest body,
            SignedInUser user) {
        return ClientAnswers.issued(
                HttpStatus.CREATED,
                clients.rotate(PathId.client(clientId), idOf(organization, user), body.previousUntil(), body.why()));
    }

    @PostMapping("/{clientId}/tokens/{tokenId}/revoke")
    @Operation(summary = "Revoke a token", description = "It is worth nothing at once.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Receipt.class, ApiClient.class})))
    @ApiResponse(responseCode = "404", description = "`token-unknown`, `not-found`")
    @ApiResponse(responseCode = "409", description = "`client-not-active`")
    ResponseEntity<Object> revokeToken(
            @PathVariable String organization,
            @PathVariable String clientId,
            @PathVariable String tokenId,
            @Valid @RequestBody Reason body,
            SignedInUser user) {
        var organizationId = idOf(organization, user);
        return done(
                organizationId,
                clients.send(new RevokeToken(PathId.client(clientId), organizationId, PathId.token(tokenId)), body));
    }

    @PostMapping("/{clientId}/revoke")
    @Operation(summary = "Revoke an API client", description = "For good: no token of it is worth anything any more.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Receipt.class, ApiClient.class})))
    @ApiResponse(responseCode = "409", description = "`client-not-active`")
    ResponseEntity<Object> revoke(
            @PathVariable String organization,
            @PathVariable String clientId,
            @Valid @RequestBody Reason body,
            SignedInUser user) {
        var organizationId = idOf(organization, user);
        return done(organizationId, clients.send(new RevokeClient(PathId.client(clientId), organizationId), body));
    }

    private ResponseEntity<Object> done(OrganizationId organizationId, Receipt receipt) {
        return answers.done(receipt, position -> {
            var view = clients.find(organizationId, PathId.client(receipt.id()), position);
            return ApiClient.of(view, clients.lastUses(view));
        });
    }

    private OrganizationId idOf(String organization, SignedInUser user) {
        return organizations.find(organization, user).organizationId();
    }
}
