package com.avaone.web.catalogue;

import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.catalogue.QuoteView;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.Access;
import com.avaone.web.kernel.Audience;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.problem.RequestRefused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Offers that hold for 14 days, for whoever knows their identifier. */
@RestController
@RequestMapping("/api/quotes")
@Access(Audience.PUBLIC)
@Tag(
        name = "Quotes",
        description = "What a selection costs, kept as an offer for 14 days, with a hash of what was offered.")
class QuoteController {

    private final SavedQuotes quotes;

    QuoteController(SavedQuotes quotes) {
        this.quotes = quotes;
    }

    /**
     * Which quote was saved.
     *
     * @param quoteId part of its address, which nobody can guess
     */
    record SavedQuote(QuoteId quoteId) {}

    @PostMapping
    @Operation(
            summary = "Save a quote",
            description = "Priced by the version of the catalogue in force. It can be ordered for 14 days.")
    @ApiResponse(responseCode = "201", description = "Saved")
    @ApiResponse(responseCode = "409", description = "`catalogue-outdated`: the prices have changed meanwhile")
    @ApiResponse(
            responseCode = "422",
            description = "`not-in-catalogue`, `not-sold-so`, `seats-not-possible`, `price-on-request`")
    ResponseEntity<SavedQuote> save(@Valid @RequestBody SaveQuoteRequest body) {
        var saved = quotes.save(body.selection().toSelection("selection."), body.catalogueVersion(), body.website());
        try {
            quotes.await(saved);
        } catch (Rejected | RequestRefused _) {
            // It is saved, whatever the read model does.
        }
        return ResponseEntity.created(URI.create("/api/quotes/" + saved.quoteId()))
                .body(new SavedQuote(saved.quoteId()));
    }

    @GetMapping("/{quoteId}")
    @Operation(
            summary = "Read a saved quote",
            description = "As it was saved, also after it is over. `today` is what the same costs now.")
    @ApiResponse(responseCode = "200", description = "The quote", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "`not-found`")
    ResponseEntity<QuoteView> read(@PathVariable String quoteId) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Robots-Tag", "noindex")
                .body(quotes.find(PathId.quote(quoteId)));
    }
}
