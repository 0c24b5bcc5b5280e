package com.avaone.web.catalogue;

import com.avaone.api.catalogue.CatalogueQuery.FindCatalogue;
import com.avaone.api.catalogue.CatalogueQuery.FindPrice;
import com.avaone.api.catalogue.CatalogueVersion;
import com.avaone.api.catalogue.Quote;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Answers;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.SelectionRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What everybody sees of the catalogue. */
@RestController
@RequestMapping("/api/catalogue")
@Access(Audience.PUBLIC)
@Tag(
        name = "Catalogue",
        description = "Products, plans, bundles and prices, in versions: what was in force once stays readable.")
class CatalogueController {

    private final Queries queries;
    private final Answers answers;

    CatalogueController(Queries queries, Answers answers) {
        this.queries = queries;
        this.answers = answers;
    }

    @GetMapping
    @Operation(summary = "Read the catalogue", description = "Without what is kept off the public pages.")
    @ApiResponse(responseCode = "200", description = "The version")
    @ApiResponse(responseCode = "404", description = "`not-found`: the version was never in force")
    ResponseEntity<CatalogueVersion> read(
            @Parameter(description = "A version; absent for the one in force", example = "1")
                    @RequestParam(name = "version", required = false)
                    @Nullable
                    Integer catalogueVersion) {
        var found = queries.ask(new FindCatalogue(catalogueVersion), CatalogueVersion.class);
        return answers.found(found, found.catalogueVersion());
    }

    @PostMapping("/price")
    @Operation(
            summary = "Price a selection",
            description =
                    "By the version in force. `total` is absent where a price is told on request. Changes nothing.")
    @ApiResponse(responseCode = "200", description = "The price")
    @ApiResponse(
            responseCode = "422",
            description = "`not-in-catalogue`, `not-sold-so`, `seats-not-possible`, naming the field")
    Quote price(@Valid @RequestBody SelectionRequest body) {
        return queries.ask(new FindPrice(body.toSelection("")), Quote.class);
    }
}
