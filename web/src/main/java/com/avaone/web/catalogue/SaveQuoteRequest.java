package com.avaone.web.catalogue;

import com.avaone.web.kernel.SelectionRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to be kept as an offer. Amounts are the catalogue's: whoever sends some is not heard. */
record SaveQuoteRequest(
        @NotNull @Valid SelectionRequest selection,

        @Schema(
                example = "1",
                description =
                        "The version of the catalogue that was seen: refused where the price has changed since; absent for the one in force")
        @Min(1)
        @Nullable
        Integer catalogueVersion,

        @Schema(description = "Hidden from people; whoever fills it in is a program, and nothing is saved")
        @Size(max = 200)
        @Nullable
        String website) {}
