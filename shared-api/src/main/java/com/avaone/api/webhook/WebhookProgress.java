package com.avaone.api.webhook;

import com.avaone.api.feed.FeedPoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the delivery to a webhook endpoint has come.
 *
 * @param point up to which every event was delivered or is dead; its count and digest are over these events in the log's order, since the
 *     endpoint's beginning
 * @param reached position up to which events were looked at; those between that were not taken wait
 * @param head position of the log's last event
 * @param waiting how many events were sent without success and are tried again
 * @param dead how many are not tried again by themselves
 * @param failingSince since when no event at all was taken; absent while they are
 */
public record WebhookProgress(
        WebhookId webhookId,
        FeedPoint point,
        long reached,
        long head,
        int waiting,
        int dead,
        @Nullable Instant failingSince) {}
