package com.avaone.command.communication;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.webhook.WebhookId;

/**
 * A webhook endpoint of which an organization is to be told.
 *
 * @param url where events were sent
 */
record WebhookMatter(OrganizationId organizationId, WebhookId webhookId, String url) {}
