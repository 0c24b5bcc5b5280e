package com.avaone.command.communication;

import com.avaone.api.communication.MailAttachment;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.OrganizationId;
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
import java.time.ZoneId;
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

    private final Addressees addressees;
    private final Links links;
    private final MailTexts texts;
    private final MeetingInvitations meetings;
    private final Outbox outbox;
    private final String publicUrl;
    private final Clock clock;

    MailWriter(
            Addressees addressees,
            Links links,
            MailTexts texts,
            MeetingInvitations meetings,
            CommandMemory memory,
            @Value("${avaone.public-url:http://localhost:3005}") String publicUrl,
            Clock clock) {
        this.addressees = addressees;
        this.links = links;
        this.texts = texts;
        this.meetings = meetings;
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
        return mail(
                eventId,
                matter.template(),
                matter.userId().value(),
                matter.organizationId(),
                matter.to() == null ? addressee : addressee.at(matter.to()),
                new Filling(
                        addressee.name(),
                        addressee.organization(),
                        link == null ? null : MailTexts.moment(link.expiresAt(), addressee.locale(), addressee.zone()),
                        other == null ? null : other.value(),
                        link == null ? null : address(link),
                        null,
                        addressee.replyTo() != null),
                null,
                now,
                giveUpAt(now, link));
    }

    /** @param event of the license that the mail is about */
    void write(DomainEventMessage<?> event, LicenseMatter matter) {
        var now = clock.instant();
        addressees
                .ofOrganization(matter.organizationId())
                .ifPresent(addressee -> outbox.write(mail(
                        event.getIdentifier(),
                        matter.template(),
                        matter.organizationId().value(),
                        matter.organizationId(),
                        addressee,
                        new Filling(
                                addressee.name(),
                                addressee.organization(),
                                matter.day() == null ? null : MailTexts.day(matter.day(), addressee.locale()),
                                null,
                                matter.isUsable() ? address(matter.organizationId()) : null,
                                matter.days(),
                                false),
                        null,
                        now,
                        giveUpAt(now, null))));
    }

    /** @param event of the webhook endpoint that the mail is about */
    void write(DomainEventMessage<?> event, WebhookMatter matter) {
        var now = clock.instant();
        addressees
                .admins(matter.organizationId())
                .forEach((userId, addressee) -> outbox.write(mail(
                        event.getIdentifier(),
                        MailTemplate.WEBHOOK_DISABLED,
                        userId.value(),
                        matter.organizationId(),
                        addressee,
                        new Filling(
                                addressee.name(),
                                addressee.organization(),
                                null,
                                matter.url(),
                                "%s/streams/%s".formatted(publicUrl, matter.webhookId()),
                                null,
                                false),
                        null,
                        now,
                        giveUpAt(now, null))));
    }

    /** @param event of the lead that the mail is about */
    void write(DomainEventMessage<?> event, LeadMatter matter) {
        var now = clock.instant();
        var link = matter.link();
        if (link != null && !now.isBefore(link.expiresAt())) {
            return;
        }
        addressees
                .of(matter.to(), matter.name(), matter.organizationId())
                .ifPresent(addressee -> outbox.write(mail(
                        event.getIdentifier(),
                        matter.template(),
                        matter.leadId().value(),
                        matter.organizationId(),
                        addressee,
                        new Filling(
                                addressee.name(),
                                addressee.organization(),
                                when(matter, addressee),
                                matter.reference(),
                                link == null ? null : address(link),
                                null,
                                addressee.replyTo() != null),
                        matter.meeting() == null
                                ? null
                                : meetings.attachment(matter.reference(), matter.meeting(), addressee, now),
                        now,
                        giveUpAt(now, link))));
    }

    private static @Nullable String when(LeadMatter matter, Addressee addressee) {
        var link = matter.link();
        var meeting = matter.meeting();
        if (link != null) {
            return MailTexts.moment(link.expiresAt(), addressee.locale(), addressee.zone());
        }
        return meeting == null
                ? null
                : MailTexts.moment(meeting.startsAt(), addressee.locale(), ZoneId.of(meeting.zone()));
    }

    private Mail mail(
            String eventId,
            MailTemplate template,
            String personId,
            OrganizationId organizationId,
            Addressee addressee,
            Filling filling,
            @Nullable MailAttachment attachment,
            Instant now,
            Instant giveUpAt) {
        var words = texts.of(template, addressee.locale(), filling);
        return new Mail(
                MailId.random(),
                eventId,
                addressee.email(),
                personId,
                organizationId,
                template,
                addressee.sender(),
                addressee.replyTo(),
                words.subject(),
                new Secret(words.text()),
                new Secret(words.html()),
                attachment,
                now,
                giveUpAt);
    }

    private static Instant giveUpAt(Instant now, @Nullable Link link) {
        var end = now.plus(OF_USE_FOR);
        return link != null && link.expiresAt().isBefore(end) ? link.expiresAt() : end;
    }

    /** The token is made of characters that stand in an address as they are. */
    private String address(Link link) {
        return publicUrl + path(link.purpose()) + "?token=" + links.seal(link);
    }

    /** The page of the organization's license. */
    private String address(OrganizationId organizationId) {
        return "%s/organization/dashboard/%s/license".formatted(publicUrl, organizationId);
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
