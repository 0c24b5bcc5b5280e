package com.avaone.command.license;

import com.avaone.api.license.LicenseCommand.IssueLicense;
import com.avaone.api.license.LicenseRule;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.CommandRole;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Issues the license of a new organization, under the terms of its registration. */
@Component
@CommandRole
@ProcessingGroup(WhenOrganizationIsRegisteredThenIssueLicense.NAME)
class WhenOrganizationIsRegisteredThenIssueLicense {

    static final String NAME = "WhenOrganizationIsRegisteredThenIssueLicense";

    private final AutomaticCommands commands;

    WhenOrganizationIsRegisteredThenIssueLicense(AutomaticCommands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(OrganizationRegistered event) {
        commands.ensure(
                NAME,
                "organization registered",
                new IssueLicense(event.licenseId(), event.organizationId(), event.terms()),
                LicenseRule.LICENSE_EXISTS);
    }
}
