package com.avaone.web.organization;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.organization.OrganizationCommand.ChangeProfile;
import com.avaone.api.organization.OrganizationCommand.ChangeSettings;
import com.avaone.api.organization.OrganizationCommand.RequestDeletion;
import com.avaone.api.organization.OrganizationCommand.RestoreOrganization;
import com.avaone.api.organization.OrganizationCommand.SelectProducts;
import com.avaone.api.organization.OrganizationPage;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationView;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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

/** The API of organizations. */
@RestController
@RequestMapping("/api/organizations")
@Access(value = Audience.SYSTEM_ADMIN, clients = true)
@Tag(name = "Organizations", description = "Who uses the suite. States: active, deletion-requested, deleted.")
class OrganizationController {

    private final Commands commands;
    private final Organizations organizations;
    private final Answers answers;
    private final CurrentRequest request;

    OrganizationController(Commands commands, Organizations organizations, Answers answers, CurrentRequest request) {
        this.commands = commands;
        this.organizations = organizations;
        this.answers = answers;
        this.request = request;
    }

    @GetMapping
    @Operation(
            summary = "List organizations",
            description =
                    "A page at a time; `next` is the `cursor` of the next page. No answer has a field for a password.")
    OrganizationPage list(@ParameterObject @Valid @ModelAttribute OrganizationFilter filter) {
        return organizations.page(filter.toQuery());
    }

    @PostMapping
    @Operation(
            summary = "Register an organization",
            description = "Its license is issued and its database made within seconds. Answers the receipt; with "
                    + "`Prefer: return=representation` the organization as soon as it shows its license.")
    @ApiResponse(
            responseCode = "201",
            description = "Registered",
            headers = @Header(name = HttpHeaders.LOCATION, schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(oneOf = {Receipt.class, OrganizationView.class})))
    @ApiResponse(responseCode = "409", description = "`slug-taken`: the short name belongs to another organization")
    @ApiResponse(responseCode = "422", description = "`not-in-catalogue`: a product that is added is not sold")
    ResponseEntity<Object> register(@Valid @RequestBody RegisterOrganizationRequest body) {
        var command = body.toCommand(OrganizationId.random(), LicenseId.random(), organizations.today());
        var receipt = commands.send(command);
        // A repeated request answers the first one's receipt: the identifier is the receipt's, not the one just made.
        var organizationId = new OrganizationId(receipt.id());
        return answers.created(
                receipt,
                "/api/organizations/" + organizationId,
                position -> organizations.licensed(organizationId, position));
    }

    /**
     * Answered as a body and not as a {@link ResponseEntity}, whose ETag Spring would hold against {@code If-None-Match}: the version stays
     * where only the license changes, and nobody may be told that nothing did.
     */
    @GetMapping("/{organizationId}")
    @Operation(
            summary = "Read an organization",
            description =
                    "With its license. The ETag is the organization's version, for `If-Match`; because the license changes without it, "
                            + "`If-None-Match` is not looked at and the answer is never 304. `Avaone-Position` is the position in the log "
                            + "that the answer has reached.")
    OrganizationView get(
            @PathVariable String organizationId,
            @Parameter(description = Queries.AS_OF, example = "2026-01-31T12:00:00Z")
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String asOf,
            HttpServletResponse response) {
        var found = organizations.seen(PathId.organization(organizationId), asOf);
        response.setHeader(
                HttpHeaders.ETAG, "\"%d\"".formatted(found.organization().version()));
        found.position().ifPresent(position -> response.setHeader(CurrentRequest.POSITION, Long.toString(position)));
        return found.organization();
    }

    @PutMapping("/{organizationId}")
    @Operation(
            summary = "Replace the profile",
            description = "Needs `If-Match`. An equal profile changes nothing and answers the same version.")
    @ApiResponse(responseCode = "409", description = "`deletion-requested`, `organization-deleted`")
    ResponseEntity<Object> changeProfile(@PathVariable String organizationId, @Valid @RequestBody ProfileRequest body) {
        var id = PathId.organization(organizationId);
        request.requireIfMatch();
        return changed(id, commands.send(new ChangeProfile(id, body.toProfile(organizations.today()))));
    }

    @DeleteMapping("/{organizationId}")
    @Operation(
            summary = "Ask for the deletion of an organization",
            description =
                    "It is deleted after the grace period; until then it can be restored. The reason stands in the body or in the "
                            + "parameter `reason`.")
    @ApiResponse(
            responseCode = "202",
            description = "Will be deleted at `dueAt`",
            content = @Content(schema = @Schema(implementation = DeletionAccepted.class)))
    @ApiResponse(responseCode = "400", description = "`reason-missing`")
    @ApiResponse(responseCode = "409", description = "`deletion-already-requested`, `organization-deleted`")
    ResponseEntity<Object> requestDeletion(
            @PathVariable String organizationId,
            @Valid @RequestBody(required = false) @Nullable Reason body,
            @RequestParam(required = false) @Size(max = Reason.REASON_LENGTH) @Nullable String reason) {
        var id = PathId.organization(organizationId);
        if (body == null && (reason == null || reason.isBlank())) {
            throw new Rejected(
                    KernelRule.REASON_MISSING, "Say why the organization is to be deleted.", "reason", Map.of());
        }
        var why = body == null ? new Reason(Objects.requireNonNull(reason), null) : body;
        var receipt = commands.send(new RequestDeletion(id), why.reason(), why.comment());
        return ResponseEntity.accepted()
                .eTag(Long.toString(receipt.version()))
                .header(CurrentRequest.POSITION, Long.toString(receipt.position()))
                .body(organizations.deletionAccepted(receipt));
    }

    @PostMapping("/{organizationId}/restore")
    @Operation(summary = "Take a requested deletion back", description = "Possible until the deletion is due.")
    @ApiResponse(responseCode = "409", description = "`deletion-not-requested`, `organization-deleted`")
    ResponseEntity<Object> restore(@PathVariable String organizationId, @Valid @RequestBody Reason body) {
        var id = PathId.organization(organizationId);
        return changed(id, commands.send(new RestoreOrganization(id), body.reason(), body.comment()));
    }

    @PutMapping("/{organizationId}/products")
    @Operation(
            summary = "Replace the selected products",
            description = "Needs `If-Match`. What the organization wants; what it may use stands in its license.")
    @ApiResponse(responseCode = "409", description = "`deletion-requested`, `organization-deleted`")
    @ApiResponse(responseCode = "422", description = "`not-in-catalogue`: a product that is added is not sold")
    ResponseEntity<Object> selectProducts(
            @PathVariable String organizationId, @Valid @RequestBody SelectProductsRequest body) {
        var id = PathId.organization(organizationId);
        request.requireIfMatch();
        return changed(id, commands.send(new SelectProducts(id, body.toProducts())));
    }

    @GetMapping("/{organizationId}/settings")
    @Operation(summary = "Read the settings")
    ResponseEntity<OrganizationSettings> settings(@PathVariable String organizationId) {
        var view = organizations.find(PathId.organization(organizationId));
        return answers.found(view.settings(), view.version());
    }

    @PutMapping("/{organizationId}/settings")
    @Operation(summary = "Replace the settings", description = "Needs `If-Match`. Equal settings change nothing.")
    @ApiResponse(responseCode = "409", description = "`deletion-requested`, `organization-deleted`")
    ResponseEntity<Object> changeSettings(
            @PathVariable String organizationId, @Valid @RequestBody SettingsRequest body) {
        var id = PathId.organization(organizationId);
        request.requireIfMatch();
        return changed(id, commands.send(new ChangeSettings(id, body.toSettings())));
    }

    private ResponseEntity<Object> changed(OrganizationId id, Receipt receipt) {
        return answers.done(receipt, position -> organizations.find(id, position));
    }
}
