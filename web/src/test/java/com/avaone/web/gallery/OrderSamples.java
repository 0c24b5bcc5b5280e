package com.avaone.web.gallery;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.catalogue.QuoteView;
import com.avaone.api.catalogue.Selection;
import com.avaone.api.catalogue.Selection.SelectedPlan;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.web.content.site.SiteSamples;
import com.avaone.web.gallery.Gallery.Sample;
import com.avaone.web.kernel.page.MoneyText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages on which visitors put a bundle together, keep it as a quote, and order. */
final class OrderSamples {

    private static final PlanId BUSINESS = new PlanId("business");
    private static final QuoteId QUOTE_ID = new QuoteId("qte_0123456789abcdefghjkmnpqrstvwxyz");
    private static final String HASH = "654cb48c9ad03952e964a96c2c96e0f2defc1490d28b2f18a5b3cf5d7f93ab48";
    private static final String KEY = "0b7c4f1e-3d5a-4a57-9f0e-6f2f7f1f8f11";

    private static final Quote QUOTE = quote(30_000);

    private static final Map<String, String> NAMES = Map.of(
            "ava-cx/business", "AVA CX – Business",
            "ava-smartbill/business", "AVA SmartBill – Business",
            "bundle/customer-desk", "Customer desk");

    private OrderSamples() {}

    private static Quote quote(long perSeat) {
        return new Quote(
                3,
                null,
                BillingInterval.YEAR,
                "USD",
                List.of(line("ava-cx", perSeat), line("ava-smartbill", 20_000)),
                0,
                new Money((perSeat + 20_000) * 25, "USD"));
    }

    private static Quote.Line line(String product, long perSeat) {
        return new Quote.Line(
                new ProductId(product), BUSINESS, 25, new Money(perSeat, "USD"), new Money(perSeat * 25, "USD"));
    }

    static List<Sample> pages() {
        return List.of(
                bundle(
                        "custom-bundle",
                        Map.of(
                                "quote",
                                QUOTE,
                                "yearSaves",
                                new Money(250_000, "USD"),
                                "cheaper",
                                Map.of(
                                        "bundle",
                                        Map.of("bundleId", "customer-desk", "discountPercent", 10),
                                        "seats",
                                        25,
                                        "total",
                                        new Money(1_125_000, "USD")),
                                "cheaperName",
                                "Customer desk")),
                bundle(
                        "custom-bundle-refused",
                        Map.of(
                                "faultyField",
                                "seats[ava-cx]",
                                "fault",
                                "AVA CX: This plan is for at least 5 seats.",
                                "errors",
                                Map.of("seats[ava-cx]", "This plan is for at least 5 seats."))),
                bundle("custom-bundle-empty", Map.of()),
                quotePage(
                        "saved-quote",
                        false,
                        QUOTE,
                        Map.of("notice", "Your quote is saved. Keep the address of this page.")),
                quotePage("saved-quote-dearer", false, quote(33_000), Map.of()),
                quotePage("saved-quote-over", true, null, Map.of()),
                checkout("checkout", Map.of("chosen", chosen("bundle/customer-desk"), "quote", discounted())),
                checkout(
                        "checkout-refused",
                        Map.of(
                                "chosen",
                                chosen("ava-cx/business"),
                                "quote",
                                QUOTE,
                                "form",
                                Map.of(
                                        "name",
                                        "Mina Okafor",
                                        "email",
                                        "mina@northwind",
                                        "seats",
                                        "25",
                                        "country",
                                        "IN"),
                                "errors",
                                Map.of(
                                        "email", "Must be an e-mail address such as name@example.com.",
                                        "address", "Must not be blank."))),
                checkout(
                        "checkout-changed",
                        Map.of(
                                "chosen",
                                chosen("ava-cx/business"),
                                "quote",
                                QUOTE,
                                "errors",
                                Map.of("catalogueVersion", "The prices have changed meanwhile."))),
                checkout(
                        "checkout-quote",
                        Map.of("chosen", chosen("quote/" + QUOTE_ID), "quote", QUOTE, "saved", saved(false, QUOTE))),
                checkout(
                        "checkout-quote-over",
                        Map.of("chosen", chosen("quote/" + QUOTE_ID), "quote", QUOTE, "saved", saved(true, QUOTE))));
    }

    private static Quote discounted() {
        return new Quote(3, null, BillingInterval.YEAR, "USD", QUOTE.lines(), 10, new Money(1_125_000, "USD"));
    }

    private static Map<String, ?> chosen(String offer) {
        return Map.of("offer", offer, "seats", 25, "interval", BillingInterval.YEAR, "currency", "USD");
    }

    private static QuoteView saved(boolean expired, @Nullable Quote today) {
        var at = Samples.NOW.minus(Duration.ofDays(expired ? 20 : 1));
        return new QuoteView(
                QUOTE_ID,
                new Selection(
                        null,
                        null,
                        List.of(new SelectedPlan(new ProductId("ava-cx"), BUSINESS, 25)),
                        BillingInterval.YEAR,
                        "USD"),
                QUOTE,
                at,
                at.plus(Duration.ofDays(14)),
                expired,
                HASH,
                today);
    }

    private static Sample bundle(String name, Map<String, ?> state) {
        return sample(
                name,
                "/custom-bundle",
                "catalogue/custom-bundle",
                Map.of(
                        "rows",
                        List.of(
                                row("ava-cx", "AVA CX", "business", "25"),
                                row("ava-pingora", "AVA Pingora", "", "10"),
                                row("ava-smartbill", "AVA SmartBill", "business", "25")),
                        "intervals",
                        List.of(BillingInterval.values()),
                        "currencies",
                        List.of("USD", "INR"),
                        "interval",
                        BillingInterval.YEAR,
                        "currency",
                        "USD"),
                state);
    }

    private static Map<String, ?> row(String productId, String name, String plan, String seats) {
        return Map.of(
                "productId", productId,
                "name", name,
                "summary", "Customer relations in one place: leads, contacts, deals and every conversation.",
                "plans", Map.of("starter", "Starter", "business", "Business"),
                "plan", plan,
                "seats", seats);
    }

    private static Sample quotePage(String name, boolean expired, @Nullable Quote today, Map<String, ?> state) {
        return sample(
                name,
                "/quotes/" + QUOTE_ID,
                "catalogue/quote",
                Map.of("saved", saved(expired, today), "anew", "/custom-bundle"),
                state);
    }

    private static Sample checkout(String name, Map<String, ?> state) {
        return sample(
                name,
                "/checkout",
                "lead/checkout",
                Map.of(
                        "intervals",
                        List.of(BillingInterval.values()),
                        "currencies",
                        List.of("USD", "INR"),
                        "countries",
                        Map.of("IN", "India"),
                        "consentText",
                        "visitor-form-1",
                        "asksConfirmation",
                        true),
                state);
    }

    private static Sample sample(
            String name, String path, String template, Map<String, ?> model, Map<String, ?> state) {
        var all = new HashMap<String, @Nullable Object>(SiteSamples.frameOfOrder(path, "Order"));
        all.put("catalogueVersion", 3);
        all.put("names", NAMES);
        all.put("money", new MoneyText(Locale.ENGLISH));
        all.put("idempotencyKey", KEY);
        all.putAll(model);
        all.putAll(state);
        var shown = name.equals(path.substring(1)) || name.equals("saved-quote") ? path : path + "/" + name;
        return new Sample(name, shown, template, all);
    }
}
