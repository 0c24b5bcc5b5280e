package com.avaone.web.slice;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookSecret;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One webhook endpoint that is known on this node, of an organization. */
final class FakeWebhooks {

    static final WebhookId WEBHOOK = WebhookId.random();
    static final OrganizationId OWNER = Samples.AT_THE_DOOR.organizationId();

    private static final Instant BEFORE = Admin.NOW.minus(Duration.ofDays(1));

    private FakeWebhooks() {}

    static WebhookView webhook() {
        return new WebhookView(
                WEBHOOK,
                OWNER,
                "https://receiver.example/events",
                "Billing",
                List.of("license.*"),
                null,
                null,
                17,
                WebhookState.ACTIVE,
                false,
                List.of(new WebhookView.Secret(WebhookSecretId.random(), BEFORE, null)),
                BEFORE,
                BEFORE,
                BEFORE,
                3);
    }

    static Optional<WebhookView> find(WebhookId webhookId) {
        return Optional.of(webhook()).filter(webhook -> webhook.webhookId().equals(webhookId));
    }

    /** Notes the secrets that are kept. */
    static final class Secrets implements WebhookSecrets {

        final Map<WebhookSecretId, WebhookSecret> kept = new ConcurrentHashMap<>();

        @Override
        public void keep(WebhookId webhookId, WebhookSecretId secretId, WebhookSecret secret) {
            kept.put(secretId, secret);
        }

        @Override
        public Optional<WebhookSecret> find(WebhookId webhookId, WebhookSecretId secretId) {
            return Optional.ofNullable(kept.get(secretId));
        }

        @Override
        public void forget(WebhookId webhookId, WebhookSecretId secretId) {
            kept.remove(secretId);
        }

        @Override
        public void forgetEarlier(WebhookId webhookId, WebhookSecretId than, Set<WebhookSecretId> good) {}

        @Override
        public void forgetAll(WebhookId webhookId) {
            kept.clear();
        }
    }
}
