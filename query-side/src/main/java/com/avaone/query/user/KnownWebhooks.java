package com.avaone.query.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.webhook.WebhookEvent;
import com.avaone.api.webhook.WebhookEvent.WebhookChanged;
import com.avaone.api.webhook.WebhookEvent.WebhookDisabled;
import com.avaone.api.webhook.WebhookEvent.WebhookEnabled;
import com.avaone.api.webhook.WebhookEvent.WebhookRecoveryRequested;
import com.avaone.api.webhook.WebhookEvent.WebhookRegistered;
import com.avaone.api.webhook.WebhookEvent.WebhookRemoved;
import com.avaone.api.webhook.WebhookEvent.WebhookResendRequested;
import com.avaone.api.webhook.WebhookEvent.WebhookSecretRotated;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookView;
import com.avaone.api.webhook.WebhookView.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Webhook endpoints as the events so far tell. Changed by one thread, read by many. An event that is seen twice changes nothing; for that
 * those that were removed are remembered too, and told to nobody.
 */
final class KnownWebhooks {

    /** By identifier, and so from the oldest to the newest. */
    private final Map<String, WebhookView> webhooks = new ConcurrentSkipListMap<>();

    /** Their identifiers by organization, which stays the same, so that an organization's cost nothing for those of others. */
    private final Map<OrganizationId, Set<String>> ofOrganizations = new ConcurrentHashMap<>();

    void apply(WebhookEvent event, DomainEventMessage<?> message) {
        var key = event.webhookId().value();
        var number = message.getSequenceNumber();
        var before = webhooks.get(key);
        if (before == null) {
            if (event instanceof WebhookRegistered registered) {
                put(registered(registered, message.getTimestamp(), number));
            }
        } else if (number > before.version()) {
            webhooks.put(key, after(before, event, message.getTimestamp(), number));
        }
    }

    private static WebhookView registered(WebhookRegistered e, Instant at, long number) {
        return new WebhookView(
                e.webhookId(),
                e.organizationId(),
                e.url(),
                e.description(),
                e.types(),
                e.aggregateId(),
                e.personalDataBy(),
                e.since(),
                WebhookState.ACTIVE,
                false,
                List.of(new Secret(e.secretId(), at, null)),
                at,
                at,
                at,
                number);
    }

    private static WebhookView after(WebhookView before, WebhookEvent event, Instant at, long number) {
        return switch (event) {
            case WebhookRegistered _, WebhookRecoveryRequested _, WebhookResendRequested _ ->
                changed(
                        before,
                        before.state(),
                        before.disabledByItself(),
                        before.secrets(),
                        before.activeSince(),
                        at,
                        number);
            case WebhookChanged e ->
                new WebhookView(
                        e.webhookId(),
                        e.organizationId(),
                        e.url(),
                        e.description(),
                        e.types(),
                        e.aggregateId(),
                        e.personalDataBy(),
                        before.since(),
                        before.state(),
                        before.disabledByItself(),
                        before.secrets(),
                        before.activeSince(),
                        before.createdAt(),
                        at,
                        number);
            case WebhookSecretRotated e ->
                changed(
                        before,
                        before.state(),
                        before.disabledByItself(),
                        rotated(before.secrets(), new Secret(e.secretId(), at, null), e.previousUntil()),
                        before.activeSince(),
                        at,
                        number);
            case WebhookDisabled e ->
                changed(
                        before,
                        WebhookState.DISABLED,
                        e.automatic(),
                        before.secrets(),
                        before.activeSince(),
                        at,
                        number);
            case WebhookRemoved _ ->
                changed(before, WebhookState.REMOVED, false, List.of(), before.activeSince(), at, number);
            case WebhookEnabled _ -> changed(before, WebhookState.ACTIVE, false, before.secrets(), at, at, number);
        };
    }

    private static List<Secret> rotated(List<Secret> before, Secret newest, @Nullable Instant previousUntil) {
        return previousUntil == null
                ? List.of(newest)
                : Stream.concat(
                                Stream.of(newest),
                                before.stream()
                                        .limit(1)
                                        .map(one -> new Secret(one.secretId(), one.issuedAt(), previousUntil)))
                        .toList();
    }

    private static WebhookView changed(
            WebhookView before,
            WebhookState state,
            boolean disabledByItself,
            List<Secret> secrets,
            Instant activeSince,
            Instant at,
            long number) {
        return new WebhookView(
                before.webhookId(),
                before.organizationId(),
                before.url(),
                before.description(),
                before.types(),
                before.aggregateId(),
                before.personalDataBy(),
                before.since(),
                state,
                disabledByItself,
                secrets,
                activeSince,
                before.createdAt(),
                at,
                number);
    }

    /** Puts one that is new here, or back what a snapshot holds. */
    void put(WebhookView webhook) {
        var key = webhook.webhookId().value();
        webhooks.put(key, webhook);
        ofOrganizations
                .computeIfAbsent(webhook.organizationId(), _ -> new ConcurrentSkipListSet<>())
                .add(key);
    }

    Optional<WebhookView> find(WebhookId webhookId) {
        return Optional.ofNullable(webhooks.get(webhookId.value())).filter(KnownWebhooks::isThere);
    }

    List<WebhookView> of(OrganizationId organizationId) {
        return ofOrganizations.getOrDefault(organizationId, Set.of()).stream()
                .flatMap(key -> Stream.ofNullable(webhooks.get(key)))
                .filter(KnownWebhooks::isThere)
                .toList();
    }

    List<WebhookView> all() {
        return webhooks.values().stream().filter(KnownWebhooks::isThere).toList();
    }

    /** What to keep in a snapshot: those that were removed too. */
    List<WebhookView> everything() {
        return List.copyOf(webhooks.values());
    }

    private static boolean isThere(WebhookView webhook) {
        return webhook.state() != WebhookState.REMOVED;
    }
}
