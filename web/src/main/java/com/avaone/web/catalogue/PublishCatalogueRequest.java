package com.avaone.web.catalogue;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.Bundle;
import com.avaone.api.catalogue.BundleId;
import com.avaone.api.catalogue.CatalogueCommand.PublishCatalogue;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Plan;
import com.avaone.api.catalogue.Price;
import com.avaone.api.catalogue.Product;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything that is to be sold from an instant on. What is not named is not sold any more. */
record PublishCatalogueRequest(
        @Schema(
                example = "2099-01-01T00:00:00Z",
                description = "From when on it is in force; absent for at once. Not in the past")
        @Nullable
        Instant effectiveFrom,

        @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid ProductRequest> products,

        @Size(max = 50) @Nullable List<@NotNull @Valid BundleRequest> bundles) {

    PublishCatalogue toCommand() {
        return new PublishCatalogue(
                effectiveFrom,
                new CatalogueContents(
                        products.stream().map(ProductRequest::toProduct).toList(),
                        bundles == null
                                ? List.of()
                                : bundles.stream().map(BundleRequest::toBundle).toList()));
    }

    @Schema(name = "CatalogueText")
    record TextRequest(
            @Schema(example = "AVA CX") @NotBlank @Size(max = 500)
            String en,

            @Schema(description = "Hindi; where it is absent the English one is shown") @Size(max = 500) @Nullable
            String hi) {

        LocalizedText toText() {
            return new LocalizedText(en, hi);
        }
    }

    @Schema(name = "CatalogueProduct")
    record ProductRequest(
            @Schema(example = "ava-cx") @NotBlank @Size(max = 40)
            String productId,

            @NotNull @Valid TextRequest name,

            @NotNull @Valid TextRequest summary,

            @Schema(description = "Keeps it off the public pages; false where absent") @Nullable
            Boolean hidden,

            @NotNull @Size(max = 12) List<@NotNull @Valid PlanRequest> plans) {

        Product toProduct() {
            return new Product(
                    new ProductId(productId),
                    name.toText(),
                    summary.toText(),
                    Boolean.TRUE.equals(hidden),
                    plans.stream().map(PlanRequest::toPlan).toList());
        }
    }

    @Schema(name = "CataloguePlan")
    record PlanRequest(
            @Schema(example = "business") @NotBlank @Size(max = 40)
            String planId,

            @NotNull @Valid TextRequest name,

            @NotNull @Valid TextRequest summary,

            @Schema(example = "5", description = "The fewest seats that are sold at once; 1 where absent") @Nullable
            Integer minSeats,

            @Schema(example = "500", description = "The most; no limit where absent") @Nullable
            Integer maxSeats,

            @Schema(description = "None: the price is told on request") @Size(max = 12) @Nullable
            List<@NotNull @Valid PriceRequest> prices) {

        Plan toPlan() {
            return new Plan(
                    new PlanId(planId),
                    name.toText(),
                    summary.toText(),
                    Objects.requireNonNullElse(minSeats, 1),
                    maxSeats,
                    prices == null
                            ? List.of()
                            : prices.stream()
                                    .map(price -> new Price(price.interval(), price.perSeat()))
                                    .toList());
        }
    }

    @Schema(name = "CataloguePrice")
    record PriceRequest(
            @Schema(example = "month") @NotNull BillingInterval interval,
            @NotNull Money perSeat) {}

    @Schema(name = "CatalogueBundle")
    record BundleRequest(
            @Schema(example = "customer-desk") @NotBlank @Size(max = 40)
            String bundleId,

            @NotNull @Valid TextRequest name,

            @NotNull @Valid TextRequest summary,

            @Schema(description = "Keeps it off the public pages; false where absent") @Nullable
            Boolean hidden,

            @NotNull @Size(min = 2, max = 50) List<@NotNull @Valid PartRequest> parts,

            @Schema(example = "10", description = "How many hundredths it costs less than its parts; 0 where absent")
            @Nullable
            Integer discountPercent) {

        Bundle toBundle() {
            return new Bundle(
                    new BundleId(bundleId),
                    name.toText(),
                    summary.toText(),
                    Boolean.TRUE.equals(hidden),
                    parts.stream()
                            .map(part -> new Bundle.Part(new ProductId(part.productId()), new PlanId(part.planId())))
                            .toList(),
                    Objects.requireNonNullElse(discountPercent, 0));
        }
    }

    @Schema(name = "CataloguePart")
    record PartRequest(
            @Schema(example = "ava-cx") @NotBlank @Size(max = 40)
            String productId,

            @Schema(example = "business") @NotBlank @Size(max = 40)
            String planId) {}
}
