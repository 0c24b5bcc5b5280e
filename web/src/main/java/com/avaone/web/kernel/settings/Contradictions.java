package com.avaone.web.kernel.settings;

import com.avaone.api.user.PasswordPolicy;
import java.util.HashMap;
import java.util.List;
import org.springframework.boot.convert.DurationStyle;

/** Refuses settings that do not go together, and in production what is only good for development. */
final class Contradictions {

    private static final int SHORTEST_PASSWORD = 12;

    private Contradictions() {}

    /** @throws SettingRefused naming what does not fit */
    static void check(GivenSettings given, boolean production) {
        var store = given.value(Setting.EVENT_STORE, production).orElseThrow();
        var isAxonServer = store.equals("axonserver");
        var address = given.get(Setting.AXONSERVER_ADDRESS);
        refuseIf(
                isAxonServer && address.isEmpty(),
                "AVAONE_AXONSERVER_ADDRESS is missing: events are kept in Axon Server, and nothing says where that is.");
        refuseIf(
                !isAxonServer && address.isPresent(),
                "AVAONE_AXONSERVER_ADDRESS is set, but events are kept in the embedded store; set AVAONE_EVENT_STORE=axonserver.");
        refuseIf(
                !isAxonServer
                        && given.value(Setting.ROLES, production).orElseThrow().split(",").length < 4,
                "AVAONE_ROLES leaves roles out, but nodes work together over Axon Server only; set AVAONE_EVENT_STORE=axonserver.");
        refuseIf(
                duration(given, Setting.SESSION_IDLE, production)
                        > duration(given, Setting.SESSION_ABSOLUTE, production),
                "AVAONE_SESSION_IDLE is longer than AVAONE_SESSION_ABSOLUTE.");
        refuseIf(
                given.get(Setting.MASTER_KEY_PREVIOUS).isPresent()
                        && given.get(Setting.MASTER_KEY).isEmpty(),
                "AVAONE_MASTER_KEY is missing, but AVAONE_MASTER_KEY_PREVIOUS is set: it can be replaced only by another key.");
        checkMail(given);
        refuseIf(
                given.get(Setting.OUTSIDE_CRM_TOKEN).isPresent()
                        && given.get(Setting.OUTSIDE_CRM_URL).isEmpty(),
                "AVAONE_CRM_TOKEN is set, but AVAONE_CRM_URL is missing: nothing would be sent anywhere.");
        refuseReuse(given);
        given.get(Setting.ADMIN_PASSWORD).ifPresent(password -> checkPassword(given, password, production));
        if (production) {
            checkProduction(given);
        }
    }

    private static void checkMail(GivenSettings given) {
        var isSent = given.get(Setting.RESEND_API_KEY).isPresent();
        refuseIf(
                isSent && given.get(Setting.MAIL_FROM).isEmpty(),
                "AVAONE_MAIL_FROM is missing: RESEND_API_KEY has mail sent, and nothing says from which address.");
        for (var setting : List.of(Setting.MAIL_FROM, Setting.RESEND_BASE_URL, Setting.RESEND_WEBHOOK_SECRET)) {
            refuseIf(
                    !isSent && given.get(setting).isPresent(),
                    "%s is set, but RESEND_API_KEY is missing: mail would stay in the local outbox."
                            .formatted(setting.key()));
        }
    }

    private static void checkProduction(GivenSettings given) {
        refuseIf(
                given.get(Setting.MONGODB_URI).isEmpty(),
                "MONGODB_URI is missing: production does not run on the embedded database.");
        refuseIf(
                given.value(Setting.EVENT_STORE, true).orElseThrow().equals("embedded"),
                "AVAONE_EVENT_STORE is embedded: production keeps its events in Axon Server.");
        refuseIf(
                given.get(Setting.AXONSERVER_TOKEN).isEmpty(),
                "AVAONE_AXONSERVER_TOKEN is missing: production does not talk to Axon Server without one.");
        refuseIf(
                given.get(Setting.PUBLIC_URL).isEmpty(),
                "NEXT_PUBLIC_APP_URL is missing: production must know the https address that people open.");
        refuseIf(
                !given.value(Setting.PUBLIC_URL, true).orElse("").startsWith("https://"),
                "NEXT_PUBLIC_APP_URL must begin with https:// in production.");
        refuseIf(
                !given.value(Setting.RESEND_BASE_URL, true).orElseThrow().startsWith("https://"),
                "RESEND_BASE_URL must begin with https:// in production: mail holds links that are secrets.");
        refuseIf(
                !given.value(Setting.OUTSIDE_CRM_URL, true).orElse("https://").startsWith("https://"),
                "AVAONE_CRM_URL must begin with https:// in production: it gets personal data and a token.");
        refuseIf(
                given.get(Setting.ADMIN_EMAIL).isEmpty(),
                "AVAONE_ADMIN_EMAIL is missing: production does not make up the first system admin.");
        refuseIf(
                given.get(Setting.MASTER_KEY).isEmpty(),
                "AVAONE_MASTER_KEY is missing: production does not make up the key that protects personal data.");
    }

    private static void checkPassword(GivenSettings given, GivenSettings.Given password, boolean production) {
        var email = given.value(Setting.ADMIN_EMAIL, production).orElse("");
        refuseIf(
                password.value().length() < SHORTEST_PASSWORD,
                "%s must have at least %d characters.".formatted(password.source(), SHORTEST_PASSWORD));
        PasswordPolicy.weakness(password.value(), List.of(email)).ifPresent(weakness -> {
            throw new SettingRefused("%s is one of the first that would be tried; choose another. %s"
                    .formatted(password.source(), weakness));
        });
    }

    /** One secret for one purpose: whoever learns it learns one thing. */
    private static void refuseReuse(GivenSettings given) {
        var seen = new HashMap<String, String>();
        given.all().forEach((setting, one) -> {
            // Databases may share a cluster, and so its address.
            if (setting.isSecret() && setting.form() != Form.MONGODB_ADDRESS) {
                var other = seen.put(one.value(), one.source());
                refuseIf(
                        other != null,
                        "%s and %s are the same secret; use one secret for one purpose."
                                .formatted(other, one.source()));
            }
        });
    }

    private static long duration(GivenSettings given, Setting setting, boolean production) {
        return DurationStyle.detectAndParse(given.value(setting, production).orElseThrow())
                .toMillis();
    }

    private static void refuseIf(boolean wrong, String sentence) {
        if (wrong) {
            throw new SettingRefused(sentence);
        }
    }
}
