package com.avaone.api.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of deliveries.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record DeliveryPage(
        List<WebhookDelivery> items, @Nullable String next) {}
