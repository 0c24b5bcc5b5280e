package com.avaone.web.catalogue;

import com.avaone.api.catalogue.CatalogueCommand.WithdrawCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindCatalogueVersions;
import com.avaone.api.catalogue.CatalogueVersionPage;
import com.avaone.api.kernel.OrganizationId;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the operator publishes the catalogue. */
@RestController
@RequestMapping("/api/admin/catalogue")
@Access(Audience.SYSTEM_ADMIN)
@Tag(name = "Catalogue")
class CatalogueAdminController {

    private final Commands commands;
    private final Queries queries;
    private final Answers answers;

    CatalogueAdminController(Commands commands, Queries queries, Answers answers) {
        this.commands = commands;
        this.queries = queries;
        this.answers = answers;
    }

    @GetMapping
    @Operation(
            summary = "List the catalogue's versions",
            description = "The latest first, those to come and withdrawn ones too.")
    CatalogueVersionPage list(
            @Parameter(description = "From the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 20", example = "10") @RequestParam(defaultValue = "10") int limit) {
        return queries.ask(
                new FindCatalogueVersions(OrganizationId.OPERATOR, cursor, limit), CatalogueVersionPage.class);
    }

    @PostMapping
    @Operation(
            summary = "Publish a version",
            description =
                    "Everything that is sold from an instant on. Quotes, orders and leads keep the version that they saw.")
    @ApiResponse(responseCode = "400", description = "`effective-from-past`, `invalid-request`, `invalid-value`")
    ResponseEntity<Object> publish(@Valid @RequestBody PublishCatalogueRequest body) {
        return answers.done(commands.send(body.toCommand()));
    }

    @PostMapping("/{catalogueVersion}/withdraw")
    @Operation(summary = "Withdraw a version that is still to come")
    @ApiResponse(responseCode = "404", description = "`not-found`")
    @ApiResponse(responseCode = "409", description = "`catalogue-in-force`, `catalogue-withdrawn`")
    ResponseEntity<Object> withdraw(@PathVariable String catalogueVersion, @Valid @RequestBody Reason body) {
        return answers.done(commands.send(
                new WithdrawCatalogue(PathId.catalogueVersion(catalogueVersion)), body.reason(), body.comment()));
    }
}
