package com.avaone.command.lead;

import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.personal.PersonalKeys;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Makes what the log says of an erased lead, and of the contact and the deals that it became, unreadable. */
@Component
@CommandRole
@ProcessingGroup("WhenLeadIsErasedThenForgetThePerson")
class WhenLeadIsErasedThenForgetThePerson {

    private final PersonalKeys keys;

    WhenLeadIsErasedThenForgetThePerson(PersonalKeys keys) {
        this.keys = keys;
    }

    @EventHandler
    void on(LeadErased event) {
        keys.forget(event.personId());
    }
}
