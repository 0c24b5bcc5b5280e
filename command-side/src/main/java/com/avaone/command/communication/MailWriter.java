package com.avaone.command.communication;

import com.avaone.api.communication.MailId;
import com.avaone.api.user.Links;
import com.avaone.api.user.Links.Link;
import com.avaone.api.user.Links.Purpose;
import com.avaone.command.communication.MailTexts.Filling;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.Mail;
import com.avaone.command.kernel.memory.Outbox;
import com.avaone.command.kernel.memory.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes mail into the outbox, once per event and recipient. A link is sealed as the mail is written, so that no event and no message holds
 * one. Nobody is written to who was erased, nor about a link whose time is over.
 */
@Component
@CommandRole
class MailWriter {

    /** What could not be sent in this time is of no use any more, however long its link is good. */
    private static final Duration OF_USE_FOR = Duration.ofDays(1);

    private static final String MOMENT = "d MMMM yyyy, HH:mm";

    private final Addressees addressees;
    private final Links links;
    private final MailTexts texts;
    private final Outbox outbox;
    private final String publicUrl;
    private final Clock clock;

    MailWriter(
            Addressees addressees,
            Links links,
            MailTexts texts,
            CommandMemory memory,
            @Value("${avaone.public-url:http://localhost:3005}") String publicUrl,
            Clock clock) {
        this.addressees = addressees;
        this.links = links;
        this.texts = texts;
        this.outbox = memory.outbox();
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        this.clock = clock;
    }

    /** @param event of the account that the mail is about */
    void write(DomainEventMessage<?> event, Matter matter) {
        var now = clock.instant();
        var link = matter.link();
        if (link != null && !now.isBefore(link.expiresAt())) {
            return;
        }
        addressees
                .of(matter.userId(), matter.organizationId(), event)
                .ifPresent(addressee -> outbox.write(mail(event.getIdentifier(), matter, addressee, now)));
    }

    private Mail mail(String eventId, Matter matter, Addressee addressee, Instant now) {
        var link = matter.link();
        var other = matter.other();
        var words = texts.of(
                matter.template(),
                addressee.locale(),
                new Filling(
                        addressee.name(),
                        addressee.organization(),
                        link == null ? null : inWords(link.expiresAt(), addressee),
                        other == null ? null : other.value(),
                        link == null ? null : address(link)));
        return new Mail(
                MailId.random(),
                eventId,
                Objects.requireNonNullElse(matter.to(), addressee.email()),
                matter.userId(),
                matter.organizationId(),
                matter.template(),
                words.subject(),
                new Secret(words.text()),
                new Secret(words.html()),
                now,
                giveUpAt(now, link));
    }

    private static Instant giveUpAt(Instant now, @Nullable Link link) {
        var end = now.plus(OF_USE_FOR);
        return link != null && link.expiresAt().isBefore(end) ? link.expiresAt() : end;
    }

    private static String inWords(Instant moment, Addressee addressee) {
        var inZone = moment.atZone(addressee.zone());
        return "%s (%s)"
                .formatted(
                        DateTimeFormatter.ofPattern(MOMENT, addressee.locale()).format(inZone),
                        addressee.zone().getId());
    }

    /** The token is made of characters that stand in an address as they are. */
    private String address(Link link) {
        return publicUrl + path(link.purpose()) + "?token=" + links.seal(link);
    }

    private static String path(Purpose purpose) {
        return switch (purpose) {
            case INVITATION -> "/invitation";
            case PASSWORD_RESET -> "/password-reset/complete";
            case EMAIL_CHANGE -> "/email-change";
            case UNLOCK -> "/unlock/confirm";
            case LEAD_CONFIRMATION -> "/lead-confirmation";
        };
    }
}
