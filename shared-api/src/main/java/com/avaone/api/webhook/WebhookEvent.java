package com.avaone.api.webhook;

import com.avaone.api.client.ClientId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a webhook endpoint. */
public sealed interface WebhookEvent extends TenantEvent {

    /** The endpoint concerned. */
    WebhookId webhookId();

    /**
     * A webhook endpoint exists.
     *
     * @param organizationId whose events it gets; the operator's gets every organization's
     * @param types names or beginnings of names; all where empty
     * @param aggregateId only of this aggregate
     * @param personalDataBy API client by whose scope what is about persons is in the events; absent where it is not
     * @param since position behind which it begins
     * @param secretId names the secret that messages are signed with; who made it was shown it once
     */
    @StableName("webhook.registered")
    @Revision("1")
    record WebhookRegistered(
            WebhookId webhookId,
            OrganizationId organizationId,
            String url,
            String description,
            List<String> types,
            @Nullable String aggregateId,
            @Nullable ClientId personalDataBy,
            long since,
            WebhookSecretId secretId)
            implements WebhookEvent {}

    /**
     * Events are sent to this address now, and these.
     *
     * @param personalDataBy API client by whose scope what is about persons is in the events; absent where it is not
     */
    @StableName("webhook.changed")
    @Revision("1")
    record WebhookChanged(
            WebhookId webhookId,
            OrganizationId organizationId,
            String url,
            String description,
            List<String> types,
            @Nullable String aggregateId,
            @Nullable ClientId personalDataBy)
            implements WebhookEvent {}

    /**
     * Messages are signed with this secret now.
     *
     * @param previousUntil until when they are signed with the one before too; absent where they are not
     */
    @StableName("webhook.secret-rotated")
    @Revision("1")
    record WebhookSecretRotated(
            WebhookId webhookId,
            OrganizationId organizationId,
            WebhookSecretId secretId,
            @Nullable Instant previousUntil)
            implements WebhookEvent {}

    /**
     * Nothing more is sent to the endpoint.
     *
     * @param automatic whether the suite did it by itself, because nothing was taken there for too long, or it answered that it
     *     is gone
     */
    @StableName("webhook.disabled")
    @Revision("1")
    record WebhookDisabled(WebhookId webhookId, OrganizationId organizationId, boolean automatic)
            implements WebhookEvent {}

    /** Events are sent to the endpoint again, from where it stopped. */
    @StableName("webhook.enabled")
    @Revision("1")
    record WebhookEnabled(WebhookId webhookId, OrganizationId organizationId) implements WebhookEvent {}

    /** The endpoint was ended for good. */
    @StableName("webhook.removed")
    @Revision("1")
    record WebhookRemoved(WebhookId webhookId, OrganizationId organizationId) implements WebhookEvent {}

    /** Everything that the endpoint wants is sent again that is behind this position. */
    @StableName("webhook.recovery-requested")
    @Revision("1")
    record WebhookRecoveryRequested(WebhookId webhookId, OrganizationId organizationId, long since)
            implements WebhookEvent {}

    /**
     * One event is sent again.
     *
     * @param deliveryId identifier of the event
     */
    @StableName("webhook.resend-requested")
    @Revision("1")
    record WebhookResendRequested(WebhookId webhookId, OrganizationId organizationId, String deliveryId)
            implements WebhookEvent {}
}
