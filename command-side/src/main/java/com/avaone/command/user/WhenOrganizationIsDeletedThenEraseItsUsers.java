package com.avaone.command.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.api.user.Identities;
import com.avaone.api.user.UserCommand.EraseUserWithOrganization;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.api.user.UserRule;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.DeletedOrganizations;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/**
 * Erases the people of an organization that is gone, one after the other, each in a decision of its own. Cut off in between, the event comes
 * again and those who are left are erased.
 */
@Component
@CommandRole
@ProcessingGroup(WhenOrganizationIsDeletedThenEraseItsUsers.NAME)
class WhenOrganizationIsDeletedThenEraseItsUsers {

    static final String NAME = "WhenOrganizationIsDeletedThenEraseItsUsers";

    private final AutomaticCommands commands;
    private final Identities identities;

    WhenOrganizationIsDeletedThenEraseItsUsers(AutomaticCommands commands, Identities identities) {
        this.commands = commands;
        this.identities = identities;
    }

    @EventHandler
    void on(OrganizationDeleted event, EventMessage<?> message) {
        // Nobody is left out who was invited before.
        DeletedOrganizations.awaitKnown(message, identities);
        identities.users(event.organizationId()).forEach(user -> erase(user.userId(), user.organizationId()));
    }

    /** An invitation can have been under way while the organization was deleted. */
    @EventHandler
    void on(UserInvited event, EventMessage<?> message) {
        if (DeletedOrganizations.contain(event.organizationId(), message, identities)) {
            erase(event.userId(), event.organizationId());
        }
    }

    private void erase(UserId userId, OrganizationId organizationId) {
        commands.ensure(
                NAME,
                "organization deleted",
                new EraseUserWithOrganization(userId, organizationId),
                UserRule.USER_ERASED);
    }
}
