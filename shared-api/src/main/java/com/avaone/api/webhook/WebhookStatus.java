package com.avaone.api.webhook;

import org.jspecify.annotations.Nullable;

/**
 * A webhook endpoint and how far its deliveries have come.
 *
 * @param personalData whether what is about persons is in its events at this moment
 * @param progress absent before the first look at the log
 */
public record WebhookStatus(
        WebhookView webhook, boolean personalData, @Nullable WebhookProgress progress) {}
