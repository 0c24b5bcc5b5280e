package com.avaone.command.lead;

import com.avaone.api.kernel.LeadId;
import com.avaone.command.kernel.CommandRole;
import java.util.function.Consumer;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * Loads the other lead into the unit of work of the command at hand. Where two commands lock the same two leads the other way round, one of
 * them is refused as a concurrent change.
 */
@Component
@CommandRole
class LeadsOfOneDecision implements OtherLeads {

    private final Repository<Lead> leads;

    LeadsOfOneDecision(Repository<Lead> leads) {
        this.leads = leads;
    }

    @Override
    public void decide(LeadId leadId, Consumer<Lead> decision) {
        leads.load(leadId.value()).execute(decision);
    }
}
