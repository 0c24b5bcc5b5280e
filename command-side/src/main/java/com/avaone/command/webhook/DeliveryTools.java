package com.avaone.command.webhook;

import com.avaone.api.feed.EventFeed;
import com.avaone.command.kernel.memory.WebhookOutbox;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/**
 * What the deliveries to all endpoints of a node share.
 *
 * @param owner names the node
 * @param quick so many endpoints have a turn at once
 * @param slow the same, of those that fail or answer slowly: they wait for each other only
 */
record DeliveryTools(
        WebhookOutbox outbox,
        EventFeed feed,
        WebhookTargets targets,
        WebhookSender sender,
        Retries retries,
        DeliveryMetrics metrics,
        Clock clock,
        String owner,
        Semaphore quick,
        Semaphore slow) {}
