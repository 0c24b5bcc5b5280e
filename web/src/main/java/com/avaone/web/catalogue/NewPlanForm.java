package com.avaone.web.catalogue;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.LocalizedText;
import com.avaone.api.catalogue.Plan;
import com.avaone.api.catalogue.Price;
import com.avaone.api.catalogue.Product;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.web.kernel.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * Another way in which a product is to be sold.
 *
 * @param latest the latest version of the catalogue that there was when the page was made
 * @param minSeats 1 where absent
 * @param prices what a seat costs, by {@code <interval>/<currency>}; none at all where it is told on request
 * @param effectiveFrom in UTC; absent for at once
 */
record NewPlanForm(
        @NotNull Integer latest,
        @NotBlank @Size(max = 40) String product,
        @NotBlank @Size(max = 40) String planId,
        @NotBlank @Size(max = 80) String nameEn,
        @Size(max = 80) @Nullable String nameHi,
        @NotBlank @Size(max = 500) String summaryEn,
        @Size(max = 500) @Nullable String summaryHi,
        @Min(1) @Max(1_000_000) @Nullable Integer minSeats,
        @Min(1) @Max(1_000_000) @Nullable Integer maxSeats,
        @Size(max = 40) @Nullable Map<String, String> prices,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        LocalDateTime effectiveFrom) {

    private static final Pattern PRICE = Pattern.compile("prices\\[[A-Z]+/([A-Z]{3})]");

    /**
     * What is sold, with the plan behind those of its product.
     *
     * @param currencies for which there are fields
     * @throws InvalidValue naming the field at fault
     */
    CatalogueContents addedTo(CatalogueContents before, List<String> currencies) {
        var productId = ProductId.parse("product", product.strip());
        var id = PlanId.parse("planId", planId.strip());
        var own = before.product(productId)
                .orElseThrow(() -> new InvalidValue("product", "must be one of those that there are"));
        if (own.plan(id).isPresent()) {
            throw new InvalidValue("planId", "must be another one than those that there are");
        }
        var least = Objects.requireNonNullElse(minSeats, 1);
        if (maxSeats != null && maxSeats < least) {
            throw new InvalidValue("maxSeats", "must be at least the fewest seats");
        }
        var plan = new Plan(
                id,
                new LocalizedText(nameEn.strip(), Text.orNull(nameHi)),
                new LocalizedText(summaryEn.strip(), Text.orNull(summaryHi)),
                least,
                maxSeats,
                typedPrices(currencies));
        return new CatalogueContents(
                        before.products().stream()
                                .map(one -> one.productId().equals(productId) ? with(one, plan) : one)
                                .toList(),
                        before.bundles())
                .judged();
    }

    private static Product with(Product product, Plan plan) {
        return new Product(
                product.productId(),
                product.name(),
                product.summary(),
                product.hidden(),
                Stream.concat(product.plans().stream(), Stream.of(plan)).toList());
    }

    private List<Price> typedPrices(List<String> currencies) {
        var all = new ArrayList<Price>();
        for (var interval : BillingInterval.values()) {
            for (var currency : currencies) {
                var name = interval + "/" + currency;
                var typed = prices == null ? "" : prices.getOrDefault(name, "").strip();
                if (!typed.isEmpty()) {
                    all.add(new Price(interval, money("prices[%s]".formatted(name), typed, currency)));
                }
            }
        }
        return all;
    }

    /** The currencies for which fields were sent, by the names of these. */
    static List<String> currencies(Collection<String> names) {
        return names.stream()
                .map(PRICE::matcher)
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .distinct()
                .toList();
    }

    private static Money money(String field, String typed, String currency) {
        try {
            return Money.parse(typed.replace(',', '.'), currency).judged();
        } catch (InvalidValue invalid) {
            throw new InvalidValue(field, String.valueOf(invalid.getMessage()));
        }
    }
}
