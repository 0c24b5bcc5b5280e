package com.avaone.web.catalogue;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.Bundle;
import com.avaone.api.catalogue.BundleId;
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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * What the pricing editor sends: a version of the catalogue with other figures and texts. Products and plans are those of the version that it
 * begins with, less the plans that are taken out.
 *
 * @param base the version that it begins with
 * @param latest the latest version that there was when the page was made
 * @param effectiveFrom in UTC; absent for at once
 * @param values what was typed, by {@link #values the names of the fields}
 */
record PricingForm(
        @NotNull Integer base,
        @NotNull Integer latest,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
        LocalDateTime effectiveFrom,

        @Size(max = 3000) @Nullable Map<String, String> values) {

    private static final Pattern JUDGED_PLAN =
            Pattern.compile("products\\[(\\d+)]\\.plans\\[(\\d+)]\\.(minSeats|maxSeats)");
    private static final Pattern JUDGED_BUNDLE = Pattern.compile("bundles\\[(\\d+)]\\.discountPercent");

    /** Hears of a field: its name, whose it is, and which part of that it holds, such as {@code price/MONTH/USD}. */
    interface Labels {

        void field(String name, String of, String part);
    }

    /** Tells of every field that the editor has for a version. */
    static void labels(CatalogueContents contents, List<String> currencies, Labels labels) {
        for (var product : contents.products()) {
            labels("product/" + product.productId(), product.name().en(), List.of(), labels);
            for (var plan : product.plans()) {
                var parts = new ArrayList<>(List.of("minSeats", "maxSeats", "removed"));
                for (var interval : BillingInterval.values()) {
                    currencies.forEach(currency -> parts.add("price/%s/%s".formatted(interval, currency)));
                }
                labels(
                        plan(product, plan),
                        product.name().en() + ", " + plan.name().en(),
                        parts,
                        labels);
            }
        }
        for (var bundle : contents.bundles()) {
            labels("bundle/" + bundle.bundleId(), bundle.name().en(), List.of("discount"), labels);
        }
    }

    private static void labels(String own, String of, List<String> more, Labels labels) {
        Stream.concat(Stream.of("name/en", "name/hi", "summary/en", "summary/hi", "hidden"), more.stream())
                .forEach(part -> labels.field(input(own + "/" + part), of, part));
    }

    /** What was typed as contents of which only names are known, for a page that shows it again while nobody knows the version. */
    CatalogueContents outline() {
        var names = values == null ? List.<String>of() : List.copyOf(values.keySet());
        var products = names.stream()
                .filter(name -> name.matches("product/[^/]+/name/en"))
                .map(name -> name.split("/")[1])
                .map(product -> new Product(
                        new ProductId(product),
                        outlined("product/" + product),
                        outlined("product/" + product),
                        false,
                        names.stream()
                                .filter(name -> name.matches("plan/" + Pattern.quote(product) + "/[^/]+/name/en"))
                                .map(name -> name.split("/")[2])
                                .map(plan -> outlined(product, plan))
                                .toList()))
                .toList();
        var bundles = names.stream()
                .filter(name -> name.matches("bundle/[^/]+/name/en"))
                .map(name -> name.split("/")[1])
                .map(bundle -> new Bundle(
                        new BundleId(bundle),
                        outlined("bundle/" + bundle),
                        outlined("bundle/" + bundle),
                        false,
                        List.of(),
                        0))
                .toList();
        return new CatalogueContents(products, bundles);
    }

    private Plan outlined(String product, String plan) {
        var name = outlined("plan/" + product + "/" + plan);
        return new Plan(new PlanId(plan), name, name, 1, null, List.of());
    }

    private LocalizedText outlined(String own) {
        return new LocalizedText(typed(own + "/name/en"), null);
    }

    /** What stands in the fields of a version, by their names. */
    static Map<String, String> values(CatalogueContents contents) {
        var values = new LinkedHashMap<String, String>();
        for (var product : contents.products()) {
            var own = "product/" + product.productId();
            text(values, own, product.name(), product.summary());
            values.put(own + "/hidden", String.valueOf(product.hidden()));
            for (var plan : product.plans()) {
                var name = plan(product, plan);
                text(values, name, plan.name(), plan.summary());
                values.put(name + "/minSeats", String.valueOf(plan.minSeats()));
                values.put(name + "/maxSeats", plan.maxSeats() == null ? "" : String.valueOf(plan.maxSeats()));
                for (var price : plan.prices()) {
                    values.put(
                            price(name, price.interval(), price.perSeat().currency()),
                            price.perSeat().amount());
                }
            }
        }
        for (var bundle : contents.bundles()) {
            var own = "bundle/" + bundle.bundleId();
            text(values, own, bundle.name(), bundle.summary());
            values.put(own + "/hidden", String.valueOf(bundle.hidden()));
            values.put(own + "/discount", String.valueOf(bundle.discountPercent()));
        }
        return values;
    }

    private static void text(Map<String, String> values, String own, LocalizedText name, LocalizedText summary) {
        values.put(own + "/name/en", name.en());
        values.put(own + "/name/hi", Objects.requireNonNullElse(name.hi(), ""));
        values.put(own + "/summary/en", summary.en());
        values.put(own + "/summary/hi", Objects.requireNonNullElse(summary.hi(), ""));
    }

    private static String plan(Product product, Plan plan) {
        return "plan/%s/%s".formatted(product.productId(), plan.planId());
    }

    private static String price(String plan, BillingInterval interval, String currency) {
        return "%s/price/%s/%s".formatted(plan, interval, currency);
    }

    /**
     * The version that it begins with, with what was typed.
     *
     * @throws InvalidValue naming the field as it stands in the form: {@code values[plan/ava-cx/starter/minSeats]}
     */
    CatalogueContents contents(CatalogueContents before) {
        var changed = new CatalogueContents(
                before.products().stream()
                        .map(product -> changed(product, order(before)))
                        .toList(),
                before.bundles().stream().map(this::changed).toList());
        try {
            return changed.judged();
        } catch (InvalidValue invalid) {
            throw new InvalidValue(field(invalid.field(), changed), String.valueOf(invalid.getMessage()));
        }
    }

    /** The currencies in the order that they had, new ones behind: the first is what visitors see first. */
    private List<String> order(CatalogueContents before) {
        return Stream.concat(before.currencies().stream(), currencies().stream())
                .distinct()
                .toList();
    }

    private Product changed(Product product, List<String> order) {
        var own = "product/" + product.productId();
        return new Product(
                product.productId(),
                text(own + "/name"),
                text(own + "/summary"),
                isTicked(own + "/hidden"),
                product.plans().stream()
                        .filter(plan -> !isTicked(plan(product, plan) + "/removed"))
                        .map(plan -> changed(plan(product, plan), plan, order))
                        .toList());
    }

    private Plan changed(String own, Plan plan, List<String> order) {
        var prices = new ArrayList<Price>();
        for (var interval : BillingInterval.values()) {
            for (var currency : order) {
                var typed = typed(price(own, interval, currency));
                if (!typed.isEmpty()) {
                    prices.add(new Price(interval, money(price(own, interval, currency), typed, currency)));
                }
            }
        }
        var least = number(own + "/minSeats");
        return new Plan(
                plan.planId(),
                text(own + "/name"),
                text(own + "/summary"),
                least == null ? 1 : least,
                number(own + "/maxSeats"),
                prices);
    }

    private Bundle changed(Bundle bundle) {
        var own = "bundle/" + bundle.bundleId();
        var discount = number(own + "/discount");
        return new Bundle(
                bundle.bundleId(),
                text(own + "/name"),
                text(own + "/summary"),
                isTicked(own + "/hidden"),
                bundle.parts(),
                discount == null ? 0 : discount);
    }

    /** The currencies for which there are fields. */
    List<String> currencies() {
        return values == null
                ? List.of()
                : values.keySet().stream()
                        .filter(name -> name.contains("/price/"))
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private LocalizedText text(String own) {
        var english = typed(own + "/en");
        if (english.isEmpty()) {
            throw new InvalidValue(input(own + "/en"), "must be filled in");
        }
        return new LocalizedText(english, Text.orNull(typed(own + "/hi")));
    }

    private Money money(String name, String typed, String currency) {
        try {
            return Money.parse(typed.replace(',', '.'), currency).judged();
        } catch (InvalidValue invalid) {
            throw new InvalidValue(input(name), String.valueOf(invalid.getMessage()));
        }
    }

    private @Nullable Integer number(String name) {
        var typed = typed(name);
        try {
            return typed.isEmpty() ? null : Integer.valueOf(typed);
        } catch (NumberFormatException _) {
            throw new InvalidValue(input(name), "must be a whole number");
        }
    }

    private boolean isTicked(String name) {
        return typed(name).equals("true");
    }

    private String typed(String name) {
        return values == null ? "" : values.getOrDefault(name, "").strip();
    }

    private static String input(String name) {
        return "values[%s]".formatted(name);
    }

    /** The field of the form in which that stands what a rule of contents names. */
    private static String field(String judged, CatalogueContents contents) {
        var ofPlan = JUDGED_PLAN.matcher(judged);
        if (ofPlan.matches()) {
            var product = contents.products().get(Integer.parseInt(ofPlan.group(1)));
            return input(plan(product, product.plans().get(Integer.parseInt(ofPlan.group(2)))) + "/" + ofPlan.group(3));
        }
        var ofBundle = JUDGED_BUNDLE.matcher(judged);
        return ofBundle.matches()
                ? input("bundle/"
                        + contents.bundles()
                                .get(Integer.parseInt(ofBundle.group(1)))
                                .bundleId() + "/discount")
                : judged;
    }

    /** Currencies of a version and another one that is to be added. */
    static List<String> currencies(CatalogueContents contents, @Nullable String another) {
        return Stream.concat(contents.currencies().stream(), Stream.ofNullable(another))
                .distinct()
                .toList();
    }
}
