package com.avaone.command.lead;

import com.avaone.api.kernel.LeadId;
import java.util.function.Consumer;

/** Has another lead decide as part of the command at hand. A command handler asks for it as a parameter. */
interface OtherLeads {

    /**
     * Has the lead decide.
     *
     * @throws org.axonframework.modelling.command.AggregateNotFoundException where there is none such
     */
    void decide(LeadId leadId, Consumer<Lead> decision);
}
