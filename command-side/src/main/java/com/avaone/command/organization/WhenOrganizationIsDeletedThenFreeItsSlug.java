package com.avaone.command.organization;

import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.UniqueValues;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Lets others have the slug of an organization that is gone. */
@Component
@CommandRole
@ProcessingGroup("WhenOrganizationIsDeletedThenFreeItsSlug")
class WhenOrganizationIsDeletedThenFreeItsSlug {

    private final UniqueValues uniqueValues;

    WhenOrganizationIsDeletedThenFreeItsSlug(UniqueValues uniqueValues) {
        this.uniqueValues = uniqueValues;
    }

    @EventHandler
    void on(OrganizationDeleted event) {
        uniqueValues.free(
                Organization.SLUG, event.slug().value(), event.organizationId().value());
    }
}
