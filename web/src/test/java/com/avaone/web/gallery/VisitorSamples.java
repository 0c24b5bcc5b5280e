package com.avaone.web.gallery;

import com.avaone.web.gallery.Gallery.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private VisitorSamples() {}

    static List<Sample> pages() {
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
