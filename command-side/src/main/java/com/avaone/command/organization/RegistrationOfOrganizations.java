package com.avaone.command.organization;

import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.OneDecision;
import com.avaone.command.kernel.ProductRange;
import com.avaone.command.kernel.Registration;
import com.avaone.command.kernel.UniqueValues;
import java.time.Clock;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** Makes the organization in the unit of work of the command at hand. Its slug is free again when that command is refused after all. */
@Component
@CommandRole
class RegistrationOfOrganizations implements Registration {

    private final Repository<Organization> organizations;
    private final UniqueValues uniqueValues;
    private final Clock clock;
    private final ProductRange range;

    RegistrationOfOrganizations(
            Repository<Organization> organizations, UniqueValues uniqueValues, Clock clock, ProductRange range) {
        this.organizations = organizations;
        this.uniqueValues = uniqueValues;
        this.clock = clock;
        this.range = range;
    }

    @Override
    public void register(RegisterOrganization command) {
        OneDecision.make(
                organizations,
                command.organizationId(),
                Organization::new,
                organization -> organization.handle(command, clock, uniqueValues, range));
    }
}
