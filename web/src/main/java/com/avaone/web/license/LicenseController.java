package com.avaone.web.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.license.LicenseCommand;
import com.avaone.api.license.LicenseCommand.ChangeGracePeriod;
import com.avaone.api.license.LicenseCommand.ChangeOveragePolicy;
import com.avaone.api.license.LicenseCommand.ChangeProducts;
import com.avaone.api.license.LicenseCommand.ChangeSeatLimit;
import com.avaone.api.license.LicenseCommand.PauseLicense;
import com.avaone.api.license.LicenseCommand.RenewLicense;
import com.avaone.api.license.LicenseCommand.ResumeLicense;
import com.avaone.api.license.LicenseCommand.RevokeLicense;
import com.avaone.api.license.LicenseCommand.SuspendLicense;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseView;
import com.avaone.api.license.OveragePolicy;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API of an organization's license. Which license that is, is looked up and never taken from the caller. {@code If-Match}, where it is
 * sent, is held against the license's version.
 */
@RestController
@RequestMapping("/api/organizations/{organizationId}/license")
@Access(value = Audience.SYSTEM_ADMIN, clients = true)
@Tag(
        name = "Licenses",
        description =
                "What an organization may use. States: active, paused, suspended, expired, revoked. Every change takes a reason.")
class LicenseController {

    private final Commands commands;
    private final Licenses licenses;
    private final Answers answers;

    LicenseController(Commands commands, Licenses licenses, Answers answers) {
        this.commands = commands;
        this.licenses = licenses;
        this.answers = answers;
    }

    @GetMapping
    @Access(value = Audience.HISTORY_READER, clients = true)
    @Operation(summary = "Read the license", description = "The ETag is the license's version.")
    ResponseEntity<LicenseView> get(
            @PathVariable String organizationId,
            @Parameter(description = Queries.AS_OF, example = "2026-01-31T12:00:00Z")
                    @RequestParam(required = false)
                    @Size(max = 40)
                    @Nullable
                    String asOf) {
        var view = licenses.at(PathId.organization(organizationId), asOf);
        return answers.found(view, view.version());
    }

    @GetMapping("/history")
    @Access(value = Audience.HISTORY_READER, clients = true)
    @Operation(
            summary = "Read the license's history",
            description =
                    "Each event with number, time, actor, reason and what it changed, newest first. Read from the events themselves: "
                            + "complete as soon as a change is accepted.")
    LicenseHistory history(
            @PathVariable String organizationId,
            @Parameter(description = "`next` of the page before")
                    @RequestParam(required = false)
                    @Size(max = 1000)
                    @Nullable
                    String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return licenses.history(PathId.organization(organizationId), cursor, limit);
    }

    @PostMapping("/suspend")
    @Operation(summary = "Suspend", description = "Shuts an active license until it is resumed.")
    @ApiResponse(responseCode = "409", description = "`license-not-active`, `license-expired`, `license-revoked`")
    ResponseEntity<Object> suspend(@PathVariable String organizationId, @Valid @RequestBody Reason body) {
        return change(organizationId, body, SuspendLicense::new);
    }

    @PostMapping("/pause")
    @Operation(
            summary = "Pause",
            description = "Shuts an active license at the organization's own wish until it is resumed.")
    @ApiResponse(responseCode = "409", description = "`license-not-active`, `license-expired`, `license-revoked`")
    ResponseEntity<Object> pause(@PathVariable String organizationId, @Valid @RequestBody Reason body) {
        return change(organizationId, body, PauseLicense::new);
    }

    @PostMapping("/resume")
    @Operation(summary = "Resume", description = "Opens a paused or suspended license.")
    @ApiResponse(responseCode = "409", description = "`license-not-shut`, `license-expired`, `license-revoked`")
    ResponseEntity<Object> resume(@PathVariable String organizationId, @Valid @RequestBody Reason body) {
        return change(organizationId, body, ResumeLicense::new);
    }

    @PostMapping("/renew")
    @Operation(
            summary = "Renew",
            description =
                    "For a `period` such as P1Y, or for `years` and `months`. It counts `from-expiry` (nothing paid for is lost), "
                            + "`from-now`, or `from-now-if-expired`.")
    @ApiResponse(responseCode = "409", description = "`license-revoked`")
    ResponseEntity<Object> renew(@PathVariable String organizationId, @Valid @RequestBody RenewLicenseRequest body) {
        var period = body.toPeriod();
        return change(
                organizationId,
                body.why(),
                (license, organization) -> new RenewLicense(license, organization, period, body.startOrDefault()));
    }

    @PutMapping("/seats")
    @Operation(summary = "Set the number of seats")
    @ApiResponse(responseCode = "409", description = "`seats-below-used`, `license-revoked`")
    ResponseEntity<Object> changeSeats(
            @PathVariable String organizationId, @Valid @RequestBody ChangeSeatsRequest body) {
        return change(
                organizationId,
                body.why(),
                (license, organization) -> new ChangeSeatLimit(license, organization, body.toSeats()));
    }

    @PutMapping("/products")
    @Operation(
            summary = "Replace the products that may be used",
            description = "Each with its own last day where it has one.")
    @ApiResponse(responseCode = "409", description = "`license-revoked`")
    @ApiResponse(responseCode = "422", description = "`not-in-catalogue`: a product that is added is not sold")
    ResponseEntity<Object> changeProducts(
            @PathVariable String organizationId, @Valid @RequestBody ChangeProductsRequest body) {
        var grants = body.toGrants();
        return change(
                organizationId,
                body.why(),
                (license, organization) -> new ChangeProducts(license, organization, grants));
    }

    @PutMapping("/overage")
    @Operation(summary = "Set how many users beyond the seats may be seated")
    @ApiResponse(responseCode = "409", description = "`license-revoked`")
    ResponseEntity<Object> changeOverage(
            @PathVariable String organizationId, @Valid @RequestBody ChangeOverageRequest body) {
        return change(
                organizationId,
                body.why(),
                (license, organization) ->
                        new ChangeOveragePolicy(license, organization, OveragePolicy.of(body.extraSeats())));
    }

    @PutMapping("/grace")
    @Operation(summary = "Set for how many days the license stays usable after its last day")
    @ApiResponse(responseCode = "409", description = "`license-revoked`")
    ResponseEntity<Object> changeGrace(
            @PathVariable String organizationId, @Valid @RequestBody ChangeGraceRequest body) {
        return change(
                organizationId,
                body.why(),
                (license, organization) -> new ChangeGracePeriod(license, organization, body.graceDays()));
    }

    @PostMapping("/revoke")
    @Operation(summary = "Revoke", description = "Ends the license for good.")
    @ApiResponse(responseCode = "409", description = "`license-revoked`")
    ResponseEntity<Object> revoke(@PathVariable String organizationId, @Valid @RequestBody Reason body) {
        return change(organizationId, body, RevokeLicense::new);
    }

    private ResponseEntity<Object> change(
            String organizationId, Reason why, BiFunction<LicenseId, OrganizationId, LicenseCommand> command) {
        var organization = PathId.organization(organizationId);
        var license = licenses.idOf(organization);
        Receipt receipt = commands.send(command.apply(license, organization), why.reason(), why.comment());
        return answers.done(receipt, position -> licenses.of(organization, position));
    }
}
