package com.avaone.command.webhook;

import com.avaone.api.feed.FeedFilter;
import com.avaone.api.webhook.WebhookId;
import java.net.URI;
import java.time.Instant;

/**
 * Where events are to be sent, and which.
 *
 * @param filter of an organization's endpoint it names the organization
 * @param personalData whether what is about persons may be in the events
 * @param since position behind which the endpoint begins
 * @param activeSince since when it is not disabled
 */
record WebhookTarget(
        WebhookId webhookId, URI url, FeedFilter filter, boolean personalData, long since, Instant activeSince) {}
