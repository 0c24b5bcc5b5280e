package com.avaone.command.organization;

import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.personal.PersonalKeys;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Makes the addresses and texts in the profile of an organization that is gone unreadable, in the log as well. */
@Component
@CommandRole
@ProcessingGroup("WhenOrganizationIsDeletedThenForgetItsPersonalData")
class WhenOrganizationIsDeletedThenForgetItsPersonalData {

    private final PersonalKeys keys;

    WhenOrganizationIsDeletedThenForgetItsPersonalData(PersonalKeys keys) {
        this.keys = keys;
    }

    @EventHandler
    void on(OrganizationDeleted event) {
        keys.forget(event.personId());
    }
}
