package com.avaone.command.webhook;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.user.Identities;
import com.avaone.api.webhook.WebhookCommand.RemoveWebhook;
import com.avaone.api.webhook.WebhookEvent.WebhookRegistered;
import com.avaone.api.webhook.WebhookId;
import com.avaone.api.webhook.WebhookRule;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.DeletedOrganizations;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Removes the endpoints of an organization that is gone, each in a decision of its own. */
@Component
@CommandRole
@ProcessingGroup(WhenOrganizationIsDeletedThenRemoveItsWebhooks.NAME)
class WhenOrganizationIsDeletedThenRemoveItsWebhooks {

    static final String NAME = "WhenOrganizationIsDeletedThenRemoveItsWebhooks";

    private final AutomaticCommands commands;
    private final Identities identities;

    WhenOrganizationIsDeletedThenRemoveItsWebhooks(AutomaticCommands commands, Identities identities) {
        this.commands = commands;
        this.identities = identities;
    }

    @EventHandler
    void on(OrganizationDeleted event, EventMessage<?> message) {
        // None is left out that was registered before.
        DeletedOrganizations.awaitKnown(message, identities);
        identities
                .webhooks(event.organizationId())
                .forEach(webhook -> remove(webhook.webhookId(), webhook.organizationId()));
    }

    /** A registration can have been under way while the organization was deleted. */
    @EventHandler
    void on(WebhookRegistered event, EventMessage<?> message) {
        if (DeletedOrganizations.contain(event.organizationId(), message, identities)) {
            remove(event.webhookId(), event.organizationId());
        }
    }

    private void remove(WebhookId webhookId, OrganizationId organizationId) {
        commands.ensure(
                NAME,
                "organization deleted",
                new RemoveWebhook(webhookId, organizationId),
                WebhookRule.WEBHOOK_REMOVED);
    }
}
