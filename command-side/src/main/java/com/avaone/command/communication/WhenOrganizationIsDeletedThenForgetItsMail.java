package com.avaone.command.communication;

import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Outbox;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Forgets all mail to the users of an organization that is gone. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenOrganizationIsDeletedThenForgetItsMail {

    private final Outbox outbox;

    WhenOrganizationIsDeletedThenForgetItsMail(CommandMemory memory) {
        this.outbox = memory.outbox();
    }

    @EventHandler
    void on(OrganizationDeleted event) {
        outbox.forgetOrganization(event.organizationId());
    }
}
