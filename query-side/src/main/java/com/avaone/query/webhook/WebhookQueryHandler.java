package com.avaone.query.webhook;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.api.webhook.DeliveryPage;
import com.avaone.api.webhook.WebhookDeliveries;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookPage;
import com.avaone.api.webhook.WebhookQuery.FindAllWebhooks;
import com.avaone.api.webhook.WebhookQuery.FindDeliveries;
import com.avaone.api.webhook.WebhookQuery.FindDelivery;
import com.avaone.api.webhook.WebhookQuery.FindWebhook;
import com.avaone.api.webhook.WebhookQuery.FindWebhooks;
import com.avaone.api.webhook.WebhookQuery.TestWebhook;
import com.avaone.api.webhook.WebhookStatus;
import com.avaone.api.webhook.WebhookView;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.Parameter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers from memory, where the events have the endpoints ready, and from the deliveries' own store; no read model takes part. */
@Component
class WebhookQueryHandler {

    private static final int MAX_LIMIT = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Identities identities;
    private final WebhookDeliveries deliveries;
    private final Clock clock;

    WebhookQueryHandler(Identities identities, WebhookDeliveries deliveries, Clock clock) {
        this.identities = identities;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @QueryHandler
    WebhookStatus handle(FindWebhook query, @MetaDataValue(MetadataKey.MIN_POSITION) @Nullable String minPosition) {
        await(minPosition);
        return statuses(List.of(found(query.organizationId(), query.webhookId())))
                .getFirst();
    }

    @QueryHandler
    WebhookPage handle(FindWebhooks query, @MetaDataValue(MetadataKey.MIN_POSITION) @Nullable String minPosition) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        await(minPosition);
        return page(identities.webhooks(query.organizationId()), query.cursor(), limit);
    }

    @QueryHandler
    WebhookPage handle(FindAllWebhooks query, @MetaDataValue(MetadataKey.MIN_POSITION) @Nullable String minPosition) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        await(minPosition);
        return page(identities.webhooks(), query.cursor(), limit);
    }

    @QueryHandler
    DeliveryPage handle(FindDeliveries query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var webhook = found(query.organizationId(), query.webhookId());
        var page = deliveries.newest(webhook.webhookId(), query.state(), query.cursor(), limit);
        return new DeliveryPage(page.items(), page.next());
    }

    @QueryHandler
    WebhookDelivery handle(FindDelivery query) {
        var webhook = found(query.organizationId(), query.webhookId());
        return deliveries
                .delivery(webhook.webhookId(), query.deliveryId())
                .orElseThrow(
                        () -> new Rejected(KernelRule.NOT_FOUND, "There is no such delivery, or it is forgotten."));
    }

    @QueryHandler
    WebhookDelivery handle(TestWebhook query) {
        return deliveries.test(found(query.organizationId(), query.webhookId()).webhookId());
    }

    private WebhookView found(OrganizationId organizationId, WebhookId webhookId) {
        return identities
                .webhook(webhookId)
                .filter(webhook -> webhook.organizationId().equals(organizationId))
                .orElseThrow(() -> new Rejected(
                        KernelRule.NOT_FOUND,
                        "There is no webhook endpoint %s in this organization.".formatted(webhookId)));
    }

    private WebhookPage page(List<WebhookView> all, @Nullable String cursor, int limit) {
        var last = last(cursor);
        var items = all.stream()
                .filter(webhook -> last == null || webhook.webhookId().value().compareTo(last.value()) > 0)
                .limit(limit + 1L)
                .toList();
        var shown = items.subList(0, Math.min(limit, items.size()));
        return new WebhookPage(
                statuses(shown),
                items.size() <= limit
                        ? null
                        : Cursor.of(shown.getLast().webhookId().value()));
    }

    private List<WebhookStatus> statuses(List<WebhookView> webhooks) {
        var progress = deliveries.progress(
                webhooks.stream().map(WebhookView::webhookId).toList());
        return webhooks.stream()
                .map(webhook -> new WebhookStatus(
                        webhook,
                        webhook.hasPersonalData(identities::client, clock.instant()),
                        progress.get(webhook.webhookId())))
                .toList();
    }

    /** With which endpoint the page before ended. */
    private static @Nullable WebhookId last(@Nullable String cursor) {
        try {
            return cursor == null
                    ? null
                    : WebhookId.parse(Cursor.parts(cursor, 1).getFirst());
        } catch (InvalidValue _) {
            throw Cursor.refused();
        }
    }

    private void await(@Nullable String minPosition) {
        if (minPosition != null && !identities.await(Long.parseLong(minPosition), PATIENCE)) {
            throw new Rejected(
                    KernelRule.READ_MODEL_BEHIND,
                    "The view has not come to position %s within %d ms.".formatted(minPosition, PATIENCE.toMillis()));
        }
    }
}
