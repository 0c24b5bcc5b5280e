package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.api.user.UserEvent.UserLocked;
import com.avaone.command.kernel.CommandRole;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.springframework.stereotype.Component;

/** Mails the link that opens a locked account. Once it is no longer good, a new password opens the account too. */
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
        var link = new Link(Purpose.UNLOCK, event.userId(), event.organizationId(), eventId, at.plus(GOOD_FOR));
        mails.write(eventId, Matter.link(MailTemplate.UNLOCK, link));
    }
}
