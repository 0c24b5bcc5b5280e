package com.avaone.command.communication;

import com.avaone.api.communication.MailEvent.MailBounced;
import com.avaone.api.communication.MailEvent.MailComplained;
import com.avaone.api.communication.MailState;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Outbox;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Shows at the mail itself that it came back, or was unwanted. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenMailComesBackThenNoteItInTheOutbox {

    private final Outbox outbox;

    WhenMailComesBackThenNoteItInTheOutbox(CommandMemory memory) {
        this.outbox = memory.outbox();
    }

    @EventHandler
    void on(MailBounced event) {
        if (event.mailId() != null) {
            outbox.became(
                    event.mailId(),
                    MailState.BOUNCED,
                    switch (event.kind()) {
                        case PERMANENT -> "Nobody takes mail at this address.";
                        case TRANSIENT -> "The recipient's side did not take it this time.";
                    });
        }
    }

    @EventHandler
    void on(MailComplained event) {
        if (event.mailId() != null) {
            outbox.became(event.mailId(), MailState.SENT, "The recipient called it unwanted.");
        }
    }
}
