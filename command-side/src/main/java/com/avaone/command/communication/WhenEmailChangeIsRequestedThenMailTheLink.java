package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.UserEvent.EmailChangeRequested;
import com.avaone.command.kernel.CommandRole;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Mails the link that confirms another address to that address, and tells the one so far, where the owner sees a change they did not ask for. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenEmailChangeIsRequestedThenMailTheLink {

    private final MailWriter mails;

    WhenEmailChangeIsRequestedThenMailTheLink(MailWriter mails) {
        this.mails = mails;
    }

    @EventHandler
    void on(EmailChangeRequested event, DomainEventMessage<?> message) {
        var userId = event.userId();
        var organizationId = event.organizationId();
        mails.write(message, Matter.notice(MailTemplate.EMAIL_CHANGE_NOTICE, userId, organizationId, event.email()));
        var link = new Link(Purpose.EMAIL_CHANGE, userId, organizationId, event.changeId(), event.expiresAt());
        mails.write(message, Matter.link(MailTemplate.EMAIL_CHANGE, link, event.email()));
    }
}
