package com.avaone.api.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that was sent to a webhook endpoint, or is to be, and what became of it.
 *
 * @param deliveryId identifier of the event, which is also sent as {@code webhook-id}
 * @param position of the event in the log; -1 for a test, which is no event
 * @param type stable name of the event
 * @param aggregateId absent on an event of no aggregate
 * @param attempts how often it was sent
 * @param lastAttemptAt when it was last sent
 * @param status HTTP status that was answered last; absent where none was
 * @param problem why it was not taken, in plain words; absent where it was
 * @param milliseconds how long the last attempt took
 * @param nextAttemptAt absent where it is not tried again
 */
public record WebhookDelivery(
        WebhookId webhookId,
        String deliveryId,
        long position,
        String type,
        @Nullable String aggregateId,
        DeliveryState state,
        int attempts,
        Instant lastAttemptAt,
        @Nullable Integer status,
        @Nullable String problem,
        long milliseconds,
        @Nullable Instant nextAttemptAt) {

    /** The same, to be tried again at an instant. */
    public WebhookDelivery dueAt(Instant at) {
        return new WebhookDelivery(
                webhookId,
                deliveryId,
                position,
                type,
                aggregateId,
                state,
                attempts,
                lastAttemptAt,
                status,
                problem,
                milliseconds,
                at);
    }
}
