package com.avaone.api.feed;

import com.avaone.api.kernel.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is sent.
 *
 * @param id identifier of the event
 * @param type stable name
 * @param aggregateId absent on an event of no aggregate
 * @param organizationId absent on an event of no organization
 * @param json a CloudEvent 1.0 in JSON, on one line
 * @param point behind it
 */
public record FeedItem(
        String id,
        String type,
        @Nullable String aggregateId,
        @Nullable OrganizationId organizationId,
        String json,
        FeedPoint point) {}
