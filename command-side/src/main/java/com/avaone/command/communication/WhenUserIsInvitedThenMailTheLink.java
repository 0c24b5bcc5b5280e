package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.UserEvent.InvitationResent;
import com.avaone.api.user.UserEvent.UserInvited;
import com.avaone.command.kernel.CommandRole;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Mails the link of an invitation, and the new link when the invitation is sent again. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenUserIsInvitedThenMailTheLink {

    private final MailWriter mails;

    WhenUserIsInvitedThenMailTheLink(MailWriter mails) {
        this.mails = mails;
    }

    @EventHandler
    void on(UserInvited event, DomainEventMessage<?> message) {
        mail(message, event.userId(), event.organizationId(), event.invitationId(), event.expiresAt());
    }

    @EventHandler
    void on(InvitationResent event, DomainEventMessage<?> message) {
        mail(message, event.userId(), event.organizationId(), event.invitationId(), event.expiresAt());
    }

    private void mail(
            DomainEventMessage<?> message,
            UserId userId,
            OrganizationId organizationId,
            String invitationId,
            Instant expiresAt) {
        var link = new Link(Purpose.INVITATION, userId, organizationId, invitationId, expiresAt);
        mails.write(message, Matter.link(MailTemplate.INVITATION, link));
    }
}
