package com.avaone.command.webhook;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Page;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDeliveries;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookProgress;
import com.avaone.command.kernel.memory.WebhookOutbox;
import com.avaone.command.kernel.memory.WebhookOutbox.Counts;
import com.avaone.command.kernel.memory.WebhookOutbox.Endpoint;
import com.avaone.command.kernel.memory.WebhookOutbox.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the deliveries from the command side's memory, and has its orders there too, so that any node can ask for what another sends. */
final class StoredWebhookDeliveries implements WebhookDeliveries {

    private static final String TEST = "webhook.test";
    private static final long NO_POSITION = -1;
    private static final Pattern CURSOR = Pattern.compile("(-?\\d{1,15})\\.(.{1,200})");

    private final WebhookOutbox outbox;
    private final WebhookSender sender;
    private final WebhookTargets targets;
    private final LongSupplier head;
    private final Supplier<Optional<WebhookEngine>> engine;
    private final Clock clock;

    /**
     * @param head position of the log's last event
     * @param engine what sends on this node, if this one does
     */
    StoredWebhookDeliveries(
            WebhookOutbox outbox,
            WebhookSender sender,
            WebhookTargets targets,
            LongSupplier head,
            Supplier<Optional<WebhookEngine>> engine,
            Clock clock) {
        this.outbox = outbox;
        this.sender = sender;
        this.targets = targets;
        this.head = head;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public Map<WebhookId, WebhookProgress> progress(Collection<WebhookId> webhookIds) {
        var counts = outbox.counts(webhookIds);
        var end = head.getAsLong();
        var found = new HashMap<WebhookId, WebhookProgress>();
        outbox.endpoints(webhookIds)
                .forEach((webhookId, endpoint) ->
                        found.put(webhookId, progress(endpoint, counts.getOrDefault(webhookId, Counts.NONE), end)));
        return found;
    }

    private WebhookProgress progress(Endpoint endpoint, Counts counts, long end) {
        var webhookId = endpoint.webhookId();
        var reached = Math.max(
                endpoint.reached(),
                engine.get().flatMap(present -> present.reached(webhookId)).orElse(NO_POSITION));
        var isDone = endpoint.point().position() == endpoint.reached();
        return new WebhookProgress(
                webhookId,
                isDone ? endpoint.point().movedTo(reached) : endpoint.point(),
                reached,
                Math.max(end, reached),
                counts.waiting(),
                counts.dead(),
                endpoint.failingSince());
    }

    @Override
    public Page<WebhookDelivery> newest(
            WebhookId webhookId, @Nullable DeliveryState state, @Nullable String cursor, int limit) {
        var found = outbox.newest(webhookId, state, cursor == null ? null : place(cursor), limit + 1);
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var page = found.subList(0, limit);
        var last = page.getLast();
        return new Page<>(page, last.lastAttemptAt().toEpochMilli() + "." + last.deliveryId());
    }

    private static Place place(String cursor) {
        var parts = CURSOR.matcher(cursor);
        if (!parts.matches()) {
            throw new InvalidValue("cursor", "must be one that the page before gave");
        }
        return new Place(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), parts.group(2));
    }

    @Override
    public Optional<WebhookDelivery> delivery(WebhookId webhookId, String deliveryId) {
        return outbox.delivery(webhookId, deliveryId);
    }

    @Override
    public WebhookDelivery test(WebhookId webhookId) {
        var target = targets.target(webhookId)
                .orElseThrow(() -> new Rejected(KernelRule.NOT_FOUND, "There is no such webhook endpoint."));
        var id = "test_" + TimeOrderedId.next();
        var at = clock.instant();
        var answer = sender.send(target.url(), id, body(target, id, at), targets.secrets(webhookId));
        return new WebhookDelivery(
                webhookId,
                id,
                NO_POSITION,
                TEST,
                null,
                answer.isTaken() ? DeliveryState.DELIVERED : DeliveryState.DEAD,
                1,
                at,
                answer.status(),
                answer.problem(),
                answer.milliseconds(),
                null);
    }

    private static String body(WebhookTarget target, String id, Instant at) {
        var organizationId = target.filter().organizationId();
        var attributes = new LinkedHashMap<String, Object>();
        attributes.put("specversion", "1.0");
        attributes.put("id", id);
        attributes.put("source", organizationId == null ? "/" : "/organizations/" + organizationId);
        attributes.put("type", TEST);
        attributes.put("time", at.toString());
        attributes.put("datacontenttype", "application/json");
        if (organizationId != null) {
            attributes.put("organizationid", organizationId.value());
        }
        attributes.put("data", Map.of("webhookId", target.webhookId().value()));
        return JsonMapper.shared().writeValueAsString(attributes);
    }

    @Override
    public void resend(WebhookId webhookId, String deliveryId) {
        outbox.resend(webhookId, deliveryId, clock.instant());
        engine.get().ifPresent(present -> present.lookAt(webhookId));
    }

    @Override
    public void recover(WebhookId webhookId, long since) {
        outbox.recover(webhookId, since);
        engine.get().ifPresent(present -> present.lookAt(webhookId));
    }

    @Override
    public void forget(WebhookId webhookId) {
        outbox.forget(webhookId);
    }
}
