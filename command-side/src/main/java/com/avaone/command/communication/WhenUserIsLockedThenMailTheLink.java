package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.UserEvent.UnlockRequested;
import com.avaone.api.user.UserEvent.UserLocked;
import com.avaone.command.kernel.CommandRole;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/** Mails the link that opens a locked account, and another where it is asked for. */
@Component
@CommandRole
@ProcessingGroup(CommunicationConfiguration.MAIL)
class WhenUserIsLockedThenMailTheLink {

    private static final Duration GOOD_FOR = Duration.ofDays(1);

    private final MailWriter mails;

    WhenUserIsLockedThenMailTheLink(MailWriter mails) {
        this.mails = mails;
    }

    @EventHandler
    void on(UserLocked event, @MessageIdentifier String eventId, @Timestamp Instant at) {
        mail(eventId, event.userId(), event.organizationId(), at);
    }

    @EventHandler
    void on(UnlockRequested event, @MessageIdentifier String eventId, @Timestamp Instant at) {
        mail(eventId, event.userId(), event.organizationId(), at);
    }

    private void mail(String eventId, UserId userId, OrganizationId organizationId, Instant at) {
        var link = new Link(Purpose.UNLOCK, userId, organizationId, eventId, at.plus(GOOD_FOR));
        mails.write(eventId, Matter.link(MailTemplate.UNLOCK, link));
    }
}
