package com.avaone.web.user.bulk;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.table.CsvOverHttp;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API of tables of invitations. */
@RestController
@RequestMapping("/api/organization/{organization}/bulk-invitations")
@Access(value = Audience.ORGANIZATION_ADMIN, clients = true)
@Tag(name = "Users")
class BulkInvitationController {

    private final BulkInvitations bulk;
    private final OrganizationInPath organizations;

    BulkInvitationController(BulkInvitations bulk, OrganizationInPath organizations) {
        this.bulk = bulk;
        this.organizations = organizations;
    }

    @PostMapping
    @Operation(
            summary = "Invite many users by a table",
            description =
                    "CSV in UTF-8 with a row of headings: `email` and `role`, and any of `firstName`, `lastName`, `department`, `position`,"
                            + " `accountId`, `products` (parted by blanks), `accessUntil`, `allowedDomain`. At most 1,000 rows. It is"
                            + " worked on after the answer, row by row; each takes its seat by itself. The same table may be sent"
                            + " again: nobody is invited twice.")
    @ApiResponse(responseCode = "202", description = "Begun; `Location` tells how far it has come")
    @ApiResponse(responseCode = "400", description = "The table as a whole cannot be read; nobody was invited")
    @ApiResponse(responseCode = "503", description = "A table is still being worked on")
    ResponseEntity<BulkInvitation> start(
            @PathVariable String organization,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            example =
                                                                    "email,role,firstName\nmina@northwind.example,employee,Mina\n")))
                    @RequestBody
                    byte[] table,
            @Parameter(hidden = true) @RequestHeader(value = HttpHeaders.CONTENT_TYPE, required = false) @Nullable
                    MediaType type,
            Caller caller)
            throws HttpMediaTypeNotSupportedException {
        CsvOverHttp.require(type);
        var organizationId = idOf(organization, caller);
        var begun = bulk.start(organizationId, caller, () -> InvitationTable.read(table));
        return ResponseEntity.accepted()
                .location(URI.create(
                        "/api/organization/%s/bulk-invitations/%s".formatted(organizationId, begun.bulkInvitationId())))
                .body(begun);
    }

    @GetMapping("/{bulkInvitationId}")
    @Operation(
            summary = "See how far a table of invitations has come",
            description = "With what became of each row so far. Kept for an hour, on the node that got the table.")
    BulkInvitation get(@PathVariable String organization, @PathVariable String bulkInvitationId, Caller caller) {
        return bulk.find(idOf(organization, caller), caller, bulkInvitationId);
    }

    @GetMapping("/{bulkInvitationId}/refused.csv")
    @Operation(
            summary = "Get the rows that were refused, with what is wrong",
            description =
                    "To be corrected and sent again. What a spreadsheet would take for a formula begins with an apostrophe.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    ResponseEntity<String> refused(
            @PathVariable String organization, @PathVariable String bulkInvitationId, Caller caller) {
        return CsvOverHttp.file("refused.csv", bulk.refusedRows(idOf(organization, caller), caller, bulkInvitationId));
    }

    private OrganizationId idOf(String organization, Caller caller) {
        return organizations.find(organization, caller).organizationId();
    }
}
