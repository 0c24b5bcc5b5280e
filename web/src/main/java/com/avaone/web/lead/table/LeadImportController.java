package com.avaone.web.lead.table;

import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.RecordsInPath;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.table.CsvOverHttp;
import com.avaone.web.kernel.table.CsvTable;
import com.avaone.web.lead.table.LeadImport.Duplicates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
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

/** The API of tables of leads. */
@RestController
@RequestMapping("/api/organizations/{organizationId}/leads/imports")
@Access(Audience.CRM_USER)
@Tag(name = "Leads")
class LeadImportController {

    private final LeadImports imports;
    private final RecordsInPath records;

    LeadImportController(LeadImports imports, RecordsInPath records) {
        this.imports = imports;
        this.records = records;
    }

    @PostMapping
    @Operation(
            summary = "Send a table of leads",
            description =
                    "CSV in UTF-8 with a row of headings, at most 10,000 rows, parted by commas, semicolons or tabs. It is read, and what its "
                            + "columns say is guessed by their headings in English or Hindi; nothing is made before it is told to `run`.")
    @ApiResponse(responseCode = "201", description = "Read; `Location` tells how far it has come")
    @ApiResponse(responseCode = "400", description = "The table as a whole cannot be read")
    ResponseEntity<LeadImport> read(
            @PathVariable String organizationId,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "text/csv",
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            example =
                                                                    "Name,E-mail\nMina Okafor,mina@northwind.example\n")))
                    @RequestBody
                    byte[] table,
            @Parameter(hidden = true) @RequestHeader(value = HttpHeaders.CONTENT_TYPE, required = false) @Nullable
                    MediaType type,
            SignedInUser user)
            throws HttpMediaTypeNotSupportedException {
        CsvOverHttp.require(type);
        var organization = records.organization(organizationId, user);
        var read = imports.read(organization, user, () -> CsvTable.decoded(table));
        return ResponseEntity.created(
                        URI.create("/api/organizations/%s/leads/imports/%s".formatted(organization, read.importId())))
                .body(read);
    }

    /** What is to be done with a table. */
    record RunLeadImportRequest(
            @Schema(
                    example = "[\"name\", \"email\"]",
                    description = "What each column says, in the table's order; as guessed where absent")
            @Size(max = 200)
            @Nullable
            List<LeadColumn> columns,

            @Schema(example = "skip", description = "Rows about somebody who is known; `skip` where absent") @Nullable
            Duplicates duplicates,

            @Schema(example = "true", description = "Whether it is only tried; no where absent") @Nullable
            Boolean dryRun) {

        LeadImports.Order toOrder() {
            return new LeadImports.Order(
                    columns == null ? List.of() : columns,
                    duplicates == null ? Duplicates.SKIP : duplicates,
                    Boolean.TRUE.equals(dryRun));
        }
    }

    @PostMapping("/{importId}/run")
    @Operation(
            summary = "Make leads of a table, or try it",
            description =
                    "Row by row, after the answer. A table that is sent and told to run again, for example after a crash, makes no lead twice.")
    @ApiResponse(responseCode = "202", description = "Begun")
    @ApiResponse(responseCode = "503", description = "A table is still being worked on")
    ResponseEntity<LeadImport> run(
            @PathVariable String organizationId,
            @PathVariable String importId,
            @Valid @RequestBody RunLeadImportRequest body,
            SignedInUser user) {
        var organization = records.organization(organizationId, user);
        return ResponseEntity.accepted().body(imports.run(organization, user, importId, body.toOrder()));
    }

    @GetMapping("/{importId}")
    @Operation(
            summary = "See how far a table of leads has come",
            description =
                    "With the first 100 rows that were refused or left out. Kept for an hour, on the node that got the table, and shown "
                            + "to whoever sent it.")
    LeadImport get(@PathVariable String organizationId, @PathVariable String importId, SignedInUser user) {
        return imports.find(records.organization(organizationId, user), user, importId);
    }

    @GetMapping("/{importId}/refused.csv")
    @Operation(
            summary = "Get the rows of a table of leads that were refused, with what is wrong",
            description =
                    "To be corrected and sent again. What a spreadsheet would take for a formula begins with an apostrophe.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    ResponseEntity<String> refused(
            @PathVariable String organizationId, @PathVariable String importId, SignedInUser user) {
        return CsvOverHttp.file(
                "refused.csv", imports.refusedRows(records.organization(organizationId, user), user, importId));
    }
}
