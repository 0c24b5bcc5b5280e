package com.avaone.api.webhook;

import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;
import static com.avaone.api.kernel.Permission.MANAGE_WEBHOOKS;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;
import org.jspecify.annotations.Nullable;

/** What can be asked about webhook endpoints. One that the organization has not, or that was removed, is refused as not-found. */
public sealed interface WebhookQuery {

    /** One endpoint. Answers {@link WebhookStatus}. */
    @Needs(MANAGE_WEBHOOKS)
    record FindWebhook(OrganizationId organizationId, WebhookId webhookId) implements WebhookQuery, TenantMessage {}

    /**
     * A page of an organization's endpoints, oldest first. Answers {@link WebhookPage}.
     *
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(MANAGE_WEBHOOKS)
    record FindWebhooks(
            OrganizationId organizationId, @Nullable String cursor, int limit) implements WebhookQuery, TenantMessage {}

    /**
     * A page of every organization's endpoints and the operator's own, oldest first. Answers {@link WebhookPage}.
     *
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(CONFIGURE_SYSTEM)
    record FindAllWebhooks(@Nullable String cursor, int limit) implements WebhookQuery {}

    /**
     * A page of an endpoint's deliveries, last tried first. Answers {@link DeliveryPage}.
     *
     * @param state only such; all where absent
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(MANAGE_WEBHOOKS)
    record FindDeliveries(
            OrganizationId organizationId,
            WebhookId webhookId,
            @Nullable DeliveryState state,
            @Nullable String cursor,
            int limit)
            implements WebhookQuery, TenantMessage {}

    /** One delivery. Answers {@link WebhookDelivery}. */
    @Needs(MANAGE_WEBHOOKS)
    record FindDelivery(OrganizationId organizationId, WebhookId webhookId, String deliveryId)
            implements WebhookQuery, TenantMessage {}

    /**
     * What is answered there to a test message, which is sent at once and outside the order of events. It changes nothing in the suite, so it
     * is asked and not commanded. Answers {@link WebhookDelivery}.
     */
    @Needs(MANAGE_WEBHOOKS)
    record TestWebhook(OrganizationId organizationId, WebhookId webhookId) implements WebhookQuery, TenantMessage {}
}
