package com.avaone.command.crm;

import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.personal.PersonalKeys;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Makes what the log says of an erased contact and of deals with it unreadable. */
@Component
@CommandRole
@ProcessingGroup("WhenContactIsErasedThenForgetThePerson")
class WhenContactIsErasedThenForgetThePerson {

    private final PersonalKeys keys;

    WhenContactIsErasedThenForgetThePerson(PersonalKeys keys) {
        this.keys = keys;
    }

    @EventHandler
    void on(ContactErased event) {
        keys.forget(event.personId());
    }
}
