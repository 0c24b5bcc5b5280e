package com.avaone.api.webhook;

import com.avaone.api.kernel.Page;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries to webhook endpoints. It asks nobody who they are: who calls it has asked. Safe for use by many threads; what a method
 * changed is durable when it returns.
 */
public interface WebhookDeliveries {

    /**
     * How far the deliveries to some endpoints have come, which costs as many queries for many as for one. An endpoint for which the log was
     * not looked at yet is not among them.
     */
    Map<WebhookId, WebhookProgress> progress(Collection<WebhookId> webhookIds);

    /**
     * The deliveries of an endpoint, last tried first. Those that were taken are kept for a time only.
     *
     * @param state only such; all where absent
     * @param cursor of the page before; absent for the first
     */
    Page<WebhookDelivery> newest(
            WebhookId webhookId, @Nullable DeliveryState state, @Nullable String cursor, int limit);

    /** One delivery; empty if there is none, or it is forgotten. */
    Optional<WebhookDelivery> delivery(WebhookId webhookId, String deliveryId);

    /** Sends a test message at once, outside the order of events, and tells what was answered. */
    WebhookDelivery test(WebhookId webhookId);

    /** Has one event sent again as soon as can be, whatever became of it, from the log. */
    void resend(WebhookId webhookId, String deliveryId);

    /** Has every event behind a position sent again that the endpoint wants; count and digest begin anew there. */
    void recover(WebhookId webhookId, long since);

    /** Forgets everything about an endpoint that was removed. */
    void forget(WebhookId webhookId);
}
