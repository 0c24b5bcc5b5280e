package com.avaone.web.catalogue;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueContents;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.catalogue.Selection.SelectedPlan;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor puts together, in the address and in the form alike: texts, so that all of it can be shown again.
 *
 * @param plans the plan of each product; blank where the product is not chosen
 * @param seats how many people, of each product
 * @param catalogueVersion that was seen
 * @param website a field that no person sees
 */
record CustomBundleForm(
        @Nullable Map<String, String> plans,
        @Nullable Map<String, String> seats,
        @Nullable String interval,
        @Nullable String currency,
        @Nullable String catalogueVersion,
        @Nullable String website) {

    private static final String USUAL_SEATS = "10";

    /** Whether nothing was chosen or taken away yet. */
    boolean isUntouched() {
        return plans == null && seats == null;
    }

    String plan(String productId) {
        return plans == null ? "" : plans.getOrDefault(productId, "");
    }

    String seats(String productId) {
        return seats == null ? USUAL_SEATS : seats.getOrDefault(productId, USUAL_SEATS);
    }

    BillingInterval chosenInterval() {
        return Arrays.stream(BillingInterval.values())
                .filter(known -> known.name().equalsIgnoreCase(interval))
                .findFirst()
                .orElse(BillingInterval.MONTH);
    }

    /** One in which something is sold. */
    String chosenCurrency(CatalogueContents contents, String usual) {
        var sold = contents.currencies();
        return currency != null && sold.contains(currency)
                ? currency
                : sold.contains(usual) ? usual : sold.stream().findFirst().orElse("");
    }

    /** The version that was seen; absent where the form names none. */
    @Nullable
    Integer seen() {
        return catalogueVersion != null && catalogueVersion.matches("[1-9]\\d{0,8}")
                ? Integer.valueOf(catalogueVersion)
                : null;
    }

    /** The plans that are chosen, in the order of the products. */
    List<String> chosen(CatalogueContents contents) {
        return contents.products().stream()
                .map(product -> product.productId().value())
                .filter(productId -> !plan(productId).isBlank())
                .toList();
    }

    /**
     * What is to be priced.
     *
     * @throws InvalidValue naming the field at fault, as the form has it
     */
    Selection selection(CatalogueContents contents, String usualCurrency) {
        var chosen = new ArrayList<SelectedPlan>();
        for (var product : contents.products()) {
            var productId = product.productId().value();
            var plan = plan(productId);
            if (!plan.isBlank()) {
                chosen.add(new SelectedPlan(
                        product.productId(),
                        PlanId.parse("plans[%s]".formatted(productId), plan.strip()),
                        number(seats(productId), productId)));
            }
        }
        return new Selection(
                null, null, List.copyOf(chosen), chosenInterval(), chosenCurrency(contents, usualCurrency));
    }

    private static int number(String text, String productId) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            throw new InvalidValue("seats[%s]".formatted(productId), "must be from 1 to 1000000");
        }
    }

    /** The field of the form that a refusal of its selection is about. */
    static String field(@Nullable String refused, List<String> chosen) {
        if (refused == null) {
            return "";
        }
        for (var i = 0; i < chosen.size(); i++) {
            var at = "plans[%d]".formatted(i);
            if (refused.equals(at + ".seats")) {
                return "seats[%s]".formatted(chosen.get(i));
            }
            if (refused.startsWith(at)) {
                return "plans[%s]".formatted(chosen.get(i));
            }
        }
        return refused;
    }

    /** A refusal that names the field as the form has it. */
    static Rejected of(Rejected refused, List<String> chosen) {
        var rejection = refused.rejection();
        return new Rejected(new Rejection(
                rejection.code(),
                rejection.kind(),
                rejection.detail(),
                field(rejection.field(), chosen),
                rejection.facts()));
    }

    /** What stands in the address, so that the choice can be looked at again and handed on. */
    Map<String, String> parameters(CatalogueContents contents, String usualCurrency) {
        var parameters = new LinkedHashMap<String, String>();
        for (var productId : chosen(contents)) {
            parameters.put("plans[%s]".formatted(productId), plan(productId));
            parameters.put("seats[%s]".formatted(productId), seats(productId));
        }
        if (parameters.isEmpty()) { // says that nothing is chosen, and not that nobody has chosen yet
            contents.products().stream()
                    .findFirst()
                    .ifPresent(product -> parameters.put("plans[%s]".formatted(product.productId()), ""));
        }
        parameters.put("interval", chosenInterval().name().toLowerCase(Locale.ROOT));
        parameters.put("currency", chosenCurrency(contents, usualCurrency));
        return parameters;
    }

    /** The choice that a saved quote was made of. */
    static Map<String, String> parameters(Selection selection) {
        var parameters = new LinkedHashMap<String, String>();
        for (var plan : selection.plans()) {
            parameters.put(
                    "plans[%s]".formatted(plan.productId()), plan.planId().value());
            parameters.put("seats[%s]".formatted(plan.productId()), Integer.toString(plan.seats()));
        }
        parameters.put("interval", selection.interval().name().toLowerCase(Locale.ROOT));
        parameters.put("currency", selection.currency());
        return parameters;
    }
}
