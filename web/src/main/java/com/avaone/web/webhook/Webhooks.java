package com.avaone.web.webhook;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.api.webhook.DeliveryPage;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WantedEvents;
import com.avaone.api.webhook.WebhookCommand;
import com.avaone.api.webhook.WebhookCommand.ChangeWebhook;
import com.avaone.api.webhook.WebhookCommand.RegisterWebhook;
import com.avaone.api.webhook.WebhookCommand.RotateWebhookSecret;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookPage;
import com.avaone.api.webhook.WebhookQuery.FindAllWebhooks;
import com.avaone.api.webhook.WebhookQuery.FindDeliveries;
import com.avaone.api.webhook.WebhookQuery.FindDelivery;
import com.avaone.api.webhook.WebhookQuery.FindWebhook;
import com.avaone.api.webhook.WebhookQuery.FindWebhooks;
import com.avaone.api.webhook.WebhookQuery.TestWebhook;
import com.avaone.api.webhook.WebhookSecret;
import com.avaone.api.webhook.WebhookSecretId;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.api.webhook.WebhookStatus;
import com.avaone.api.webhook.WebhookView;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.PathId;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the API and the pages ask and command about webhook endpoints. */
@Component
class Webhooks {

    /** How long it may take until an accepted command is known on this node. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Commands commands;
    private final Queries queries;
    private final WebhookSecrets secrets;
    private final Identities identities;

    Webhooks(Commands commands, Queries queries, WebhookSecrets secrets, Identities identities) {
        this.commands = commands;
        this.queries = queries;
        this.secrets = secrets;
        this.identities = identities;
    }

    /**
     * An endpoint, and whose it is.
     *
     * @param organizationId so far as the caller may know: of another organization's it is the caller's own, where it will not be found
     */
    record Endpoint(WebhookId webhookId, OrganizationId organizationId) {}

    /**
     * An endpoint that has a new secret.
     *
     * @param secret to be shown once; absent where the request was a repetition of one that was answered before
     */
    record Issued(
            Receipt receipt, WebhookId webhookId, @Nullable String secret) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "Issued[webhookId=" + webhookId + "]";
        }
    }

    /** Up to which event endpoints are known. Ask before the view itself: then the view is at least as new as this says. */
    long position() {
        return identities.position();
    }

    /** The endpoint that a path names. Who is of the operator finds every organization's. */
    Endpoint endpoint(String text, Caller caller) {
        var webhookId = PathId.webhook(text);
        return new Endpoint(
                webhookId,
                caller.isOfOperator()
                        ? identities
                                .webhook(webhookId)
                                .map(WebhookView::organizationId)
                                .orElse(OrganizationId.OPERATOR)
                        : caller.organizationId());
    }

    /**
     * Whose endpoints a request is about.
     *
     * @param wanted the organization that it names; the caller's own where it names none
     */
    OrganizationId owner(@Nullable String wanted, Caller caller) {
        var text = Text.orNull(wanted);
        if (text == null) {
            return caller.organizationId();
        }
        var organizationId = PathId.organization(text);
        if (!organizationId.equals(caller.organizationId())
                && (!caller.isOfOperator()
                        || identities.organization(organizationId).isEmpty())) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such organization.");
        }
        return organizationId;
    }

    WebhookPage page(OrganizationId organizationId, @Nullable String cursor, int limit) {
        return queries.ask(new FindWebhooks(organizationId, Text.orNull(cursor), limit), WebhookPage.class);
    }

    /** Every organization's and the operator's own. */
    WebhookPage all(@Nullable String cursor, int limit) {
        return queries.ask(new FindAllWebhooks(Text.orNull(cursor), limit), WebhookPage.class);
    }

    WebhookStatus find(Endpoint endpoint) {
        return queries.ask(new FindWebhook(endpoint.organizationId(), endpoint.webhookId()), WebhookStatus.class);
    }

    WebhookStatus find(Endpoint endpoint, long minPosition) {
        return queries.ask(
                new FindWebhook(endpoint.organizationId(), endpoint.webhookId()), WebhookStatus.class, minPosition);
    }

    DeliveryPage deliveries(Endpoint endpoint, @Nullable DeliveryState state, @Nullable String cursor, int limit) {
        return queries.ask(
                new FindDeliveries(endpoint.organizationId(), endpoint.webhookId(), state, Text.orNull(cursor), limit),
                DeliveryPage.class);
    }

    WebhookDelivery delivery(Endpoint endpoint, String deliveryId) {
        return queries.ask(
                new FindDelivery(endpoint.organizationId(), endpoint.webhookId(), deliveryId), WebhookDelivery.class);
    }

    WebhookDelivery test(Endpoint endpoint) {
        return queries.ask(new TestWebhook(endpoint.organizationId(), endpoint.webhookId()), WebhookDelivery.class);
    }

    Issued register(OrganizationId organizationId, WantedEvents wanted, @Nullable Long since) {
        var webhookId = WebhookId.random();
        var secretId = WebhookSecretId.random();
        return issue(
                webhookId, secretId, new RegisterWebhook(webhookId, organizationId, wanted, since, secretId), null);
    }

    Issued rotate(Endpoint endpoint, @Nullable Instant previousUntil, Reason why) {
        var secretId = WebhookSecretId.random();
        return issue(
                endpoint.webhookId(),
                secretId,
                new RotateWebhookSecret(endpoint.webhookId(), endpoint.organizationId(), secretId, previousUntil),
                why);
    }

    /** The secret is kept before the command is sent: an endpoint that is known can be sent to. */
    private Issued issue(WebhookId webhookId, WebhookSecretId secretId, WebhookCommand command, @Nullable Reason why) {
        var secret = WebhookSecret.random();
        secrets.keep(webhookId, secretId, secret);
        Receipt receipt;
        try {
            receipt = send(command, why);
        } catch (Rejected rejected) {
            secrets.forget(webhookId, secretId);
            throw rejected;
        }
        if (!identities.await(receipt.position(), PATIENCE)) {
            throw new RequestRefused(
                    HttpRule.TIMED_OUT, "The secret was made and cannot be shown now. Look, and rotate it.");
        }
        var accepted = new WebhookId(receipt.id());
        if (has(accepted, secretId)) {
            return new Issued(receipt, accepted, secret.text());
        }
        // A repetition is answered with the first outcome, and the first one's secret cannot be told again.
        secrets.forget(webhookId, secretId);
        return new Issued(receipt, accepted, null);
    }

    private boolean has(WebhookId webhookId, WebhookSecretId secretId) {
        return identities
                .webhook(webhookId)
                .filter(webhook -> webhook.secrets().stream()
                        .anyMatch(known -> known.secretId().equals(secretId)))
                .isPresent();
    }

    /** @param version that the caller saw; empty where any will do */
    Receipt change(Endpoint endpoint, WantedEvents wanted, OptionalLong version) {
        return commands.send(
                new ChangeWebhook(endpoint.webhookId(), endpoint.organizationId(), wanted), null, null, version);
    }

    Receipt send(WebhookCommand command, @Nullable Reason why) {
        return commands.send(command, why == null ? null : why.reason(), why == null ? null : why.comment());
    }
}
