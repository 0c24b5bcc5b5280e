package com.avaone.web.kernel;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.BundleId;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is to be priced: a bundle with its seats, or plans. */
@Schema(name = "Selection")
public record SelectionRequest(
        @Schema(description = "A bundle of the catalogue; then `plans` is left out") @Size(max = 40) @Nullable
        String bundle,

        @Schema(description = "For how many people the bundle is") @Min(1) @Max(1_000_000) @Nullable
        Integer seats,

        @Schema(description = "Where no bundle is chosen: at most one plan of each product") @Size(max = 50) @Nullable
        List<@NotNull @Valid PlanChoice> plans,

        @Schema(example = "month") @NotNull BillingInterval interval,

        @Schema(example = "USD", description = "ISO 4217") @NotBlank @Pattern(regexp = "[A-Z]{3}")
        String currency) {

    /** A plan for so many people. */
    @Schema(name = "SelectedPlan")
    public record PlanChoice(
            @Schema(example = "ava-cx") @NotBlank @Size(max = 40)
            String product,

            @Schema(example = "business") @NotBlank @Size(max = 40)
            String plan,

            @Schema(example = "25") @NotNull @Min(1) @Max(1_000_000)
            Integer seats) {}

    /**
     * The selection.
     *
     * @param at under which field of the caller's it stands, with a dot behind it; empty where it is the whole body
     * @throws com.avaone.api.kernel.InvalidValue naming the first field that cannot become a value
     */
    public Selection toSelection(String at) {
        return new Selection(
                bundle == null || bundle.isBlank() ? null : BundleId.parse(at + "bundle", bundle.strip()),
                seats,
                plans == null
                        ? List.of()
                        : IntStream.range(0, plans.size())
                                .mapToObj(i -> plan(plans.get(i), "%splans[%d].".formatted(at, i)))
                                .toList(),
                interval,
                currency);
    }

    private static Selection.SelectedPlan plan(PlanChoice choice, String at) {
        return new Selection.SelectedPlan(
                ProductId.parse(at + "product", choice.product()),
                PlanId.parse(at + "plan", choice.plan()),
                choice.seats());
    }
}
