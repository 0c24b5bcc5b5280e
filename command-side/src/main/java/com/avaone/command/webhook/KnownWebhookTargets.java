package com.avaone.command.webhook;

import com.avaone.api.feed.FeedFilter;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SignInOrganization;
import com.avaone.api.webhook.WebhookCommand.DisableFailingWebhook;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookSecret;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.api.webhook.WebhookState;
import com.avaone.api.webhook.WebhookView;
import com.avaone.command.kernel.AutomaticCommands;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells the endpoints by what is known in memory of them, of their organizations and of the API clients that made them. */
final class KnownWebhookTargets implements WebhookTargets {

    private final Identities identities;
    private final WebhookSecrets secrets;
    private final Supplier<AutomaticCommands> commands;
    private final Clock clock;

    KnownWebhookTargets(
            Identities identities, WebhookSecrets secrets, Supplier<AutomaticCommands> commands, Clock clock) {
        this.identities = identities;
        this.secrets = secrets;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public List<WebhookTarget> active() {
        return identities.webhooks().stream()
                .filter(this::isActive)
                .map(this::target)
                .toList();
    }

    @Override
    public Optional<WebhookTarget> active(WebhookId webhookId) {
        return identities.webhook(webhookId).filter(this::isActive).map(this::target);
    }

    private boolean isActive(WebhookView webhook) {
        return webhook.state() == WebhookState.ACTIVE && isOpen(webhook.organizationId());
    }

    private boolean isOpen(OrganizationId organizationId) {
        return organizationId.equals(OrganizationId.OPERATOR)
                || identities
                        .organization(organizationId)
                        .filter(SignInOrganization::isOpen)
                        .isPresent();
    }

    @Override
    public Optional<WebhookTarget> target(WebhookId webhookId) {
        return identities.webhook(webhookId).map(this::target);
    }

    private WebhookTarget target(WebhookView webhook) {
        var organizationId = webhook.organizationId();
        return new WebhookTarget(
                webhook.webhookId(),
                URI.create(webhook.url()),
                new FeedFilter(
                        organizationId.equals(OrganizationId.OPERATOR) ? null : organizationId,
                        webhook.types(),
                        webhook.aggregateId()),
                webhook.hasPersonalData(identities::client, clock.instant()),
                webhook.since(),
                webhook.activeSince());
    }

    @Override
    public List<String> secrets(WebhookId webhookId) {
        var now = clock.instant();
        return identities.webhook(webhookId).stream()
                .flatMap(webhook -> webhook.secrets().stream())
                .filter(secret -> secret.isGood(now))
                .flatMap(secret -> secrets.find(webhookId, secret.secretId()).stream())
                .map(WebhookSecret::text)
                .toList();
    }

    @Override
    public void disable(WebhookId webhookId) {
        identities
                .webhook(webhookId)
                .ifPresent(webhook -> commands.get()
                        .send(
                                "webhook-deliveries",
                                "nothing was taken there for five days, or it answered that it is gone",
                                new DisableFailingWebhook(webhookId, webhook.organizationId())));
    }
}
