package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.UserEvent.UnlockRequested;
import com.avaone.command.kernel.CommandRole;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Mails the link that opens a locked account, when it was locked and when another was asked for. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenUnlockIsRequestedThenMailTheLink {

    private final MailWriter mails;

    WhenUnlockIsRequestedThenMailTheLink(MailWriter mails) {
        this.mails = mails;
    }

    @EventHandler
    void on(UnlockRequested event, DomainEventMessage<?> message) {
        if (event.unlockId() == null || event.expiresAt() == null) {
            return; // version 1, whose link opens nothing any more
        }
        var link =
                new Link(Purpose.UNLOCK, event.userId(), event.organizationId(), event.unlockId(), event.expiresAt());
        mails.write(message, Matter.link(MailTemplate.UNLOCK, link));
    }
}
