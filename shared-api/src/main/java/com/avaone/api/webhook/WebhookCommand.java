package com.avaone.api.webhook;

import static com.avaone.api.kernel.Permission.AUTOMATION;
import static com.avaone.api.kernel.Permission.MANAGE_WEBHOOKS;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a webhook endpoint. No command carries a secret: secrets are made and kept beside the messages. */
public sealed interface WebhookCommand extends TenantCommand {

    /** The endpoint concerned. */
    WebhookId webhookId();

    /**
     * Registers an endpoint with its first secret.
     *
     * @param organizationId whose endpoint it is and whose events it gets; the operator's gets every organization's
     * @param wanted where events are sent, and which
     * @param since position behind which it begins; at the log's end where absent
     * @param secretId names the secret, which the vault has
     */
    @Needs(MANAGE_WEBHOOKS)
    record RegisterWebhook(
            @TargetAggregateIdentifier WebhookId webhookId,
            OrganizationId organizationId,
            WantedEvents wanted,
            @Nullable Long since,
            WebhookSecretId secretId)
            implements WebhookCommand {}

    /** Sends other events, or elsewhere, from now on. What it has already changes nothing. */
    @Needs(MANAGE_WEBHOOKS)
    record ChangeWebhook(
            @TargetAggregateIdentifier WebhookId webhookId, OrganizationId organizationId, WantedEvents wanted)
            implements WebhookCommand {}

    /**
     * Gives the endpoint another secret.
     *
     * @param secretId names the new secret, which the vault has
     * @param previousUntil until when messages are signed by the one before too; absent where they are not from now on
     */
    @Needs(MANAGE_WEBHOOKS)
    @NeedsReason
    record RotateWebhookSecret(
            @TargetAggregateIdentifier WebhookId webhookId,
            OrganizationId organizationId,
            WebhookSecretId secretId,
            @Nullable Instant previousUntil)
            implements WebhookCommand {}

    /** Sends nothing more until it is enabled. */
    @Needs(MANAGE_WEBHOOKS)
    @NeedsReason
    record DisableWebhook(@TargetAggregateIdentifier WebhookId webhookId, OrganizationId organizationId)
            implements WebhookCommand {}

    /** Disables an endpoint at which nothing was taken for too long, or that answered that it is gone. */
    @Needs(AUTOMATION)
    record DisableFailingWebhook(@TargetAggregateIdentifier WebhookId webhookId, OrganizationId organizationId)
            implements WebhookCommand {}

    /** Goes on where it stopped. */
    @Needs(MANAGE_WEBHOOKS)
    record EnableWebhook(@TargetAggregateIdentifier WebhookId webhookId, OrganizationId organizationId)
            implements WebhookCommand {}

    /** Ends the endpoint for good. */
    @Needs(MANAGE_WEBHOOKS)
    @NeedsReason
    record RemoveWebhook(@TargetAggregateIdentifier WebhookId webhookId, OrganizationId organizationId)
            implements WebhookCommand {}

    /**
     * Sends everything that it wants again.
     *
     * @param since position behind which it begins anew
     */
    @Needs(MANAGE_WEBHOOKS)
    @NeedsReason
    record RecoverWebhook(@TargetAggregateIdentifier WebhookId webhookId, OrganizationId organizationId, long since)
            implements WebhookCommand {}

    /**
     * Sends one event again.
     *
     * @param deliveryId identifier of the event
     */
    @Needs(MANAGE_WEBHOOKS)
    record ResendDelivery(
            @TargetAggregateIdentifier WebhookId webhookId, OrganizationId organizationId, String deliveryId)
            implements WebhookCommand {}
}
