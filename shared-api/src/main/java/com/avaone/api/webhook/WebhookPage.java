package com.avaone.api.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of webhook endpoints.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record WebhookPage(
        List<WebhookStatus> items, @Nullable String next) {}
