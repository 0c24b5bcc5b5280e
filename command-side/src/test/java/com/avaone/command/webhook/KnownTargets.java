package com.avaone.command.webhook;

import com.avaone.api.feed.FeedFilter;
import com.avaone.api.webhook.WebhookId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Endpoints as a test has them. */
final class KnownTargets implements WebhookTargets {

    /** 32 bytes. */
    static final String SECRET = "whsec_bGFudGVybi1vcmNoYXJkLXZpb2xldC00Mi1lbmQtMTI=";

    private final Map<WebhookId, WebhookTarget> targets = new ConcurrentHashMap<>();
    private final List<WebhookId> disabled = new CopyOnWriteArrayList<>();
    private final Map<WebhookId, List<String>> secrets = new ConcurrentHashMap<>();

    WebhookId add(URI url, FeedFilter filter, long since) {
        return add(url, filter, since, false);
    }

    WebhookId add(URI url, FeedFilter filter, long since, boolean personalData) {
        var webhookId = WebhookId.random();
        targets.put(webhookId, new WebhookTarget(webhookId, url, filter, personalData, since, Instant.EPOCH));
        return webhookId;
    }

    void sign(WebhookId webhookId, String... with) {
        secrets.put(webhookId, List.of(with));
    }

    void enable(WebhookId webhookId, Instant at) {
        var target = targets.get(webhookId);
        if (target != null) {
            targets.put(
                    webhookId,
                    new WebhookTarget(
                            webhookId, target.url(), target.filter(), target.personalData(), target.since(), at));
        }
        disabled.remove(webhookId);
    }

    void remove(WebhookId webhookId) {
        targets.remove(webhookId);
    }

    List<WebhookId> disabled() {
        return new ArrayList<>(disabled);
    }

    @Override
    public List<WebhookTarget> active() {
        return targets.values().stream()
                .filter(target -> !disabled.contains(target.webhookId()))
                .toList();
    }

    @Override
    public Optional<WebhookTarget> active(WebhookId webhookId) {
        return target(webhookId).filter(_ -> !disabled.contains(webhookId));
    }

    @Override
    public Optional<WebhookTarget> target(WebhookId webhookId) {
        return Optional.ofNullable(targets.get(webhookId));
    }

    @Override
    public List<String> secrets(WebhookId webhookId) {
        return secrets.getOrDefault(webhookId, List.of(SECRET));
    }

    @Override
    public void disable(WebhookId webhookId) {
        disabled.add(webhookId);
    }
}
