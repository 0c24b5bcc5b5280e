package com.avaone.command.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.OneDecision;
import java.util.function.Consumer;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Loads the {@link Administrators} into the unit of work of the command at hand. They are locked after the user and before the license, in
 * every decision.
 */
@Component
@CommandRole
class AdministrationOfOrganizations implements Administration {

    private final Repository<Administrators> administrators;

    AdministrationOfOrganizations(Repository<Administrators> administrators) {
        this.administrators = administrators;
    }

    @Override
    public void add(OrganizationId organizationId, UserId userId) {
        decide(organizationId, of -> of.add(organizationId, userId));
    }

    @Override
    public void remove(OrganizationId organizationId, UserId userId) {
        decide(organizationId, of -> of.remove(organizationId, userId));
    }

    private void decide(OrganizationId organizationId, Consumer<Administrators> decision) {
        OneDecision.make(administrators, Administrators.idOf(organizationId), Administrators::new, decision);
    }
}
