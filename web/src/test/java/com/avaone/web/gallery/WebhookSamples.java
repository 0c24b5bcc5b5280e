package com.avaone.web.gallery;

import com.avaone.api.client.ClientId;
import com.avaone.api.feed.FeedPoint;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.webhook.DeliveryPage;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookProgress;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookStatus;
import com.avaone.api.webhook.WebhookView;
import com.avaone.web.kernel.OpenStreams.OpenStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Webhook endpoints of each kind and state, and what became of events there. */
final class WebhookSamples {

    private static final Instant NOW = Samples.NOW;
    private static final OrganizationId ORGANIZATION = new OrganizationId("org_01jd3r0v6g9m5r6w3m1v0k8q2t");
    private static final List<WebhookStatus> ALL = List.of(
            status(
                    OrganizationId.OPERATOR,
                    "https://warehouse.example/avaone",
                    "Data warehouse",
                    WebhookState.ACTIVE,
                    false,
                    progress(48_213, 48_213, 0, 0, null)),
            status(
                    ORGANIZATION,
                    "https://receiver.northwind.example/a/rather/long/address/to/which/the/events/of/licenses/are/sent",
                    "",
                    WebhookState.ACTIVE,
                    false,
                    progress(47_990, 48_002, 12, 3, NOW.minus(Duration.ofHours(30)))),
            status(
                    ORGANIZATION,
                    "https://billing.northwind.example/events",
                    "Billing",
                    WebhookState.DISABLED,
                    true,
                    progress(12, 500, 480, 8, NOW.minus(Duration.ofDays(6)))),
            status(
                    ORGANIZATION,
                    "https://new.northwind.example/events",
                    "Just registered",
                    WebhookState.ACTIVE,
                    false,
                    null));

    private WebhookSamples() {}

    static List<WebhookStatus> all() {
        return ALL;
    }

    static Map<String, String> organizations() {
        return Map.of(ORGANIZATION.value(), "Northwind Labs");
    }

    static List<OpenStream> streams() {
        return List.of(
                new OpenStream(ClientId.random().value(), ORGANIZATION, NOW.minus(Duration.ofHours(5)), 48_213),
                new OpenStream("reporting", ORGANIZATION, NOW.minus(Duration.ofMinutes(1)), 31_000));
    }

    static Map<String, Object> shown(int index) {
        var status = ALL.get(index);
        return Map.of(
                "status",
                status,
                "webhook",
                status.webhook(),
                "deliveries",
                new DeliveryPage(index == 0 ? List.of() : deliveries(), index == 0 ? null : "here"));
    }

    static Map<String, Object> editRefused() {
        return Map.of(
                "webhook",
                ALL.get(1).webhook(),
                "form",
                Map.of("url", "https://elsewhere.example/events", "types", "license.*", "personalData", "true"),
                "errors",
                Map.of(
                        "personalData",
                        "Only an API client with the scope read-personal-data-of-events can have it sent, or change where it is sent and in"
                                + " which events. Leave it out, or have the client change that."));
    }

    static Map<String, Object> action(String action) {
        return Map.of("webhook", ALL.getFirst().webhook(), "action", action);
    }

    static Map<String, Object> tested(boolean taken) {
        return Map.of(
                "webhook",
                ALL.getFirst().webhook(),
                "delivery",
                taken
                        ? delivery(-1, "webhook.test", DeliveryState.DELIVERED, 204, null, null)
                        : delivery(-1, "webhook.test", DeliveryState.DEAD, null, "The connection was refused.", null));
    }

    private static List<WebhookDelivery> deliveries() {
        return List.of(
                delivery(
                        48_002,
                        "license.suspended",
                        DeliveryState.WAITING,
                        503,
                        "It answered 503.",
                        NOW.plus(Duration.ofMinutes(25))),
                delivery(47_991, "user.invited", DeliveryState.DEAD, null, "The connection was refused.", null),
                delivery(47_990, "organization.profile-changed", DeliveryState.DELIVERED, 204, null, null));
    }

    private static WebhookDelivery delivery(
            long position,
            String type,
            DeliveryState state,
            @Nullable Integer answer,
            @Nullable String problem,
            @Nullable Instant next) {
        return new WebhookDelivery(
                ALL.getFirst().webhook().webhookId(),
                "5f0c2f0e-6d0c-4b3a-9a0e-0d9b1c6f" + Math.abs(position),
                position,
                type,
                "lic_01jd3r0v6g9m5r6w3m1v0k8q2t",
                state,
                state == DeliveryState.DEAD ? 10 : 3,
                NOW.minus(Duration.ofMinutes(5)),
                answer,
                problem,
                184,
                next);
    }

    private static @Nullable WebhookProgress progress(
            long position, long reached, int waiting, int dead, @Nullable Instant failingSince) {
        return new WebhookProgress(
                WebhookId.random(),
                new FeedPoint(position, 1_200, FeedPoint.NOTHING),
                reached,
                48_213,
                waiting,
                dead,
                failingSince);
    }

    private static WebhookStatus status(
            OrganizationId organizationId,
            String url,
            String description,
            WebhookState state,
            boolean byItself,
            @Nullable WebhookProgress progress) {
        var personal = progress != null && progress.failingSince() != null;
        return new WebhookStatus(
                new WebhookView(
                        WebhookId.random(),
                        organizationId,
                        url,
                        description,
                        personal ? List.of("license.*", "user.invited") : List.of(),
                        personal ? "lic_01jd3r0v6g9m5r6w3m1v0k8q2t" : null,
                        personal ? ClientId.random() : null,
                        0,
                        state,
                        byItself,
                        List.of(
                                new WebhookView.Secret(WebhookSecretId.random(), NOW.minus(Duration.ofDays(2)), null),
                                new WebhookView.Secret(
                                        WebhookSecretId.random(),
                                        NOW.minus(Duration.ofDays(90)),
                                        NOW.plus(Duration.ofDays(5)))),
                        NOW.minus(Duration.ofDays(90)),
                        NOW.minus(Duration.ofDays(90)),
                        NOW.minus(Duration.ofDays(2)),
                        4),
                personal,
                progress);
    }
}
