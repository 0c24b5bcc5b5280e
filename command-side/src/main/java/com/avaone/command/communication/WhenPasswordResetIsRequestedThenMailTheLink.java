package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.UserEvent.PasswordResetRequested;
import com.avaone.command.kernel.CommandRole;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Mails the link for a new password. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenPasswordResetIsRequestedThenMailTheLink {

    private final MailWriter mails;

    WhenPasswordResetIsRequestedThenMailTheLink(MailWriter mails) {
        this.mails = mails;
    }

    @EventHandler
    void on(PasswordResetRequested event, DomainEventMessage<?> message) {
        var link = new Link(
                Purpose.PASSWORD_RESET, event.userId(), event.organizationId(), event.resetId(), event.expiresAt());
        mails.write(message, Matter.link(MailTemplate.PASSWORD_RESET, link));
    }
}
