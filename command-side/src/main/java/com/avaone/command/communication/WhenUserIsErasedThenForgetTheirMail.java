package com.avaone.command.communication;

import com.avaone.api.user.UserEvent.UserErased;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Outbox;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Forgets all mail about a person who is erased. Shares a processor with what writes mail, so it comes after all that was written before. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenUserIsErasedThenForgetTheirMail {

    private final Outbox outbox;

    WhenUserIsErasedThenForgetTheirMail(CommandMemory memory) {
        this.outbox = memory.outbox();
    }

    @EventHandler
    void on(UserErased event) {
        outbox.forgetPerson(event.userId().value());
    }
}
