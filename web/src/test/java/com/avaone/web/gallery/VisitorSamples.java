package com.avaone.web.gallery;

import com.avaone.api.catalogue.BillingInterval;
import com.avaone.api.catalogue.BundleId;
import com.avaone.api.catalogue.Quote;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.web.content.site.SiteSamples;
import com.avaone.web.gallery.Gallery.Sample;
import com.avaone.web.kernel.page.MoneyText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The pages of visitors with plausible content. */
final class VisitorSamples {

    private static final String CONSENT = "visitor-form-1";

    private static final Map<String, Object> MEETING = Map.of(
            "consentText",
            CONSENT,
            "asksConfirmation",
            true,
            "zones",
            List.of("UTC", "America/New_York", "Asia/Kolkata", "Europe/Berlin", "Europe/London"),
            "lengths",
            List.of(15, 30, 45, 60, 90),
            "usualLength",
            30);

    private static final Map<String, String> OFFERS = new TreeMap<>(Map.of(
            "ava-cx/business", "AVA CX – Business",
            "ava-smartbill/business", "AVA SmartBill – Business",
            "bundle/customer-desk", "Customer desk"));

    private static final Map<String, Object> PRICING = Map.of(
            "consentText",
            CONSENT,
            "asksConfirmation",
            true,
            "offers",
            OFFERS,
            "currencies",
            List.of("USD", "INR"),
            "intervals",
            List.of(BillingInterval.values()),
            "chosen",
            Map.of("offer", "bundle/customer-desk", "seats", 25, "interval", BillingInterval.YEAR, "currency", "USD"),
            "money",
            new MoneyText(Locale.ENGLISH),
            "quote",
            new Quote(
                    3,
                    new BundleId("customer-desk"),
                    BillingInterval.YEAR,
                    "USD",
                    List.of(line("ava-cx", 30_000), line("ava-smartbill", 20_000)),
                    10,
                    new Money(1_125_000, "USD")));

    private static Quote.Line line(String product, long perSeat) {
        return new Quote.Line(
                new ProductId(product),
                new PlanId("business"),
                25,
                new Money(perSeat, "USD"),
                new Money(perSeat * 25, "USD"));
    }

    private VisitorSamples() {}

    static List<Sample> pages() {
        return bare().stream()
                .map(page -> new Sample(page.name(), page.path(), page.template(), framed(page)))
                .toList();
    }

    private static Map<String, Object> framed(Sample page) {
        var model = new HashMap<String, Object>(SiteSamples.frame(page.path(), "Write to us"));
        model.putAll(page.model());
        return model;
    }

    private static List<Sample> bare() {
        return List.of(
                new Sample(
                        "contacts",
                        "/contacts",
                        "lead/contact",
                        Map.of("consentText", CONSENT, "asksConfirmation", true)),
                new Sample(
                        "contacts-refused",
                        "/contacts/refused",
                        "lead/contact",
                        Map.of(
                                "consentText",
                                CONSENT,
                                "asksConfirmation",
                                false,
                                "form",
                                Map.of(
                                        "name", "Mina Okafor",
                                        "email", "mina@northwind",
                                        "phone", "+1 555 0100",
                                        "message", "Which of your products fits a shop with 25 people?",
                                        "consent", CONSENT),
                                "errors",
                                Map.of("email", "Must be an e-mail address such as name@example.com."))),
                new Sample("contacts-meeting", "/contacts/meeting", "lead/meeting", MEETING),
                new Sample(
                        "contacts-meeting-refused",
                        "/contacts/meeting/refused",
                        "lead/meeting",
                        with(
                                MEETING,
                                Map.of(
                                        "form",
                                        Map.of(
                                                "name", "Mina Okafor",
                                                "email", "mina@northwind.example",
                                                "startsAt", "2026-01-15T10:30",
                                                "minutes", "45",
                                                "zone", "Asia/Kolkata"),
                                        "errors",
                                        Map.of("startsAt", "That is past. Choose another time.")))),
                new Sample(
                        "contacts-pricing",
                        "/contacts/pricing",
                        "lead/pricing",
                        with(PRICING, Map.of("catalogueVersion", 3))),
                new Sample(
                        "contacts-pricing-none",
                        "/contacts/pricing/none",
                        "lead/pricing",
                        with(PRICING, Map.of("catalogueVersion", 3, "notPriced", "seats-not-possible"))),
                new Sample(
                        "contacts-thanks",
                        "/contacts/thanks",
                        "lead/thanks",
                        Map.of("what", "thanks", "reference", "7K3MQ-9DXPA")),
                new Sample(
                        "contacts-received",
                        "/contacts/received",
                        "lead/thanks",
                        Map.of("what", "received", "reference", "7K3MQ-9DXPA")),
                new Sample("contacts-confirmed", "/contacts/confirmed", "lead/thanks", Map.of("what", "confirmed")),
                new Sample("lead-confirmation", "/lead-confirmation", "lead/confirm", Map.of("token", "mailed")),
                new Sample(
                        "lead-confirmation-gone", "/lead-confirmation/gone", "lead/confirm", Map.of("notValid", true)));
    }

    private static Map<String, Object> with(Map<String, Object> model, Map<String, Object> state) {
        var all = new HashMap<>(model);
        all.putAll(state);
        return all;
    }
}
