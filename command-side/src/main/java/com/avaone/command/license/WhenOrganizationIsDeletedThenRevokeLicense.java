package com.avaone.command.license;

import com.avaone.api.license.LicenseCommand.RevokeLicense;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.CommandRole;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Ends the license of an organization that is gone. */
@Component
@CommandRole
@ProcessingGroup(WhenOrganizationIsDeletedThenRevokeLicense.NAME)
class WhenOrganizationIsDeletedThenRevokeLicense {

    static final String NAME = "WhenOrganizationIsDeletedThenRevokeLicense";

    private final AutomaticCommands commands;

    WhenOrganizationIsDeletedThenRevokeLicense(AutomaticCommands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(OrganizationDeleted event) {
        commands.ensure(
                NAME,
                "organization deleted",
                new RevokeLicense(event.licenseId(), event.organizationId()),
                LicenseRule.LICENSE_REVOKED);
    }
}
