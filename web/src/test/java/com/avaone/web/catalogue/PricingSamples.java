package com.avaone.web.catalogue;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.CatalogueVersionView;
import com.avaone.api.catalogue.CatalogueVersionView.State;
import com.avaone.web.content.site.SiteSamples;
import com.avaone.web.content.site.SiteSamples.Sample;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages of the pricing editor with plausible content. */
public final class PricingSamples {

    private static final String PATH = "/admin/cms/pricing";
    private static final Instant AT = Instant.parse("2026-11-21T09:30:00Z");

    private PricingSamples() {}

    /** Every page of the editor. */
    public static List<Sample> pages() {
        return List.of(
                new Sample("pricing-editor", PATH, "catalogue/pricing", editor()),
                new Sample("pricing-editor-refused", PATH + "/refused", "catalogue/pricing", refused()),
                new Sample("pricing-product", PATH + "/product", "catalogue/product", Map.of("latest", 3)),
                new Sample("pricing-plan", PATH + "/plan", "catalogue/plan", plan(Map.of())),
                new Sample(
                        "pricing-plan-refused",
                        PATH + "/plan/refused",
                        "catalogue/plan",
                        plan(Map.of(
                                "toCome",
                                LocalDateTime.parse("2027-01-01T00:00"),
                                "form",
                                Map.of(
                                        "product", "ava-flow",
                                        "planId", "large",
                                        "nameEn", "Large",
                                        "summaryEn", "For many",
                                        "prices[MONTH/USD]", "sixteen"),
                                "fieldLabels",
                                Map.of("prices[MONTH/USD]", "USD a month"),
                                "errors",
                                Map.of("prices[MONTH/USD]", "Must be an amount such as 12.50.")))));
    }

    private static Map<String, Object> editor() {
        var contents = SiteSamples.catalogue().contents();
        var model = new HashMap<String, Object>();
        model.put("base", 3);
        model.put("latest", 3);
        model.put("contents", contents);
        model.put("intervals", BillingInterval.values());
        model.put("currencies", contents.currencies());
        model.put("values", PricingForm.values(contents));
        model.put(
                "versions",
                List.of(
                        new CatalogueVersionView(3, State.TO_COME, AT, AT.plusSeconds(9_000_000), contents),
                        new CatalogueVersionView(2, State.IN_FORCE, AT, AT, contents),
                        new CatalogueVersionView(1, State.PAST, AT, AT.minusSeconds(9_000_000), contents)));
        return model;
    }

    private static Map<String, Object> refused() {
        var model = editor();
        var field = "values[plan/ava-cx/starter/price/MONTH/USD]";
        var values = PricingForm.values(SiteSamples.catalogue().contents());
        values.put("plan/ava-cx/starter/price/MONTH/USD", "sixteen");
        model.put("values", values);
        model.put("fieldLabels", Map.of(field, "AVA CX, Starter: USD a month"));
        model.put("errors", Map.of(field, "Must be an amount such as 12.50."));
        return model;
    }

    private static Map<String, Object> plan(Map<String, ?> more) {
        var contents = SiteSamples.catalogue().contents();
        var model = new HashMap<String, Object>();
        model.put("latest", 3);
        model.put("product", "ava-cx");
        model.put(
                "products",
                contents.products().stream().map(one -> one.productId().value()).toList());
        model.put("intervals", BillingInterval.values());
        model.put("currencies", contents.currencies());
        model.putAll(more);
        return model;
    }
}
