package com.avaone.command.communication;

import com.avaone.api.communication.MailAttachment;
import com.avaone.api.communication.MailPreview;
import com.avaone.api.communication.MailPreviews;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.lead.MeetingSlot;
import com.avaone.command.communication.MailTexts.Filling;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every mail, filled with somebody who is made up. On every node: mails are looked at where queries are answered. */
@Component
class SampleMails implements MailPreviews {

    private static final Instant UNTIL = Instant.parse("2026-11-29T12:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 12, 6);
    private static final String LINK = "https://suite.example/a-page?token=abc-123_XYZ.def";

    private static final String NAME = "Asha Rao";
    private static final String ORGANIZATION = "Müller's & Söhne";
    private static final String REFERENCE = "7K3M4-9QPXZ";

    private final MailTexts texts;
    private final MeetingInvitations meetings;

    SampleMails(MailTexts texts, MeetingInvitations meetings) {
        this.texts = texts;
        this.meetings = meetings;
    }

    @Override
    public MailPreview of(MailTemplate template, Locale locale) {
        var words = texts.of(template, locale, filling(template, locale));
        return new MailPreview(template, words.subject(), words.text(), words.html(), attachment(template, locale));
    }

    private @Nullable MailAttachment attachment(MailTemplate template, Locale locale) {
        return template == MailTemplate.LEAD_MEETING
                ? meetings.attachment(
                        REFERENCE,
                        new MeetingSlot(UNTIL, 30, "UTC"),
                        new Addressee(
                                new EmailAddress("asha.rao@acme.example"),
                                NAME,
                                ORGANIZATION,
                                locale,
                                ZONE,
                                ORGANIZATION,
                                new EmailAddress("hello@suite.example")),
                        UNTIL.minus(Duration.ofDays(7)))
                : null;
    }

    private static Filling filling(MailTemplate template, Locale locale) {
        return switch (template) {
            case INVITATION, PASSWORD_RESET, EMAIL_CHANGE, UNLOCK ->
                toUser(MailTexts.moment(UNTIL, locale, ZONE), null, LINK);
            case EMAIL_CHANGE_NOTICE -> toUser(null, "asha.rao@acme.example", null);
            case LICENSE_NOTICE -> toOrganization(MailTexts.day(LAST_DAY, locale), LINK, 7);
            case LICENSE_GRACE -> toOrganization(MailTexts.day(LAST_DAY, locale), LINK, null);
            case LICENSE_EXPIRED, LICENSE_SUSPENDED -> toOrganization(null, null, null);
            case LICENSE_REINSTATED -> toOrganization(null, LINK, null);
            case WEBHOOK_DISABLED ->
                new Filling(NAME, ORGANIZATION, null, "https://receiver.example/events", LINK, null, false);
            case LEAD_RECEIVED -> toUser(null, REFERENCE, null);
            case LEAD_MEETING -> toUser(MailTexts.moment(UNTIL, locale, ZONE), REFERENCE, null);
            case LEAD_CONFIRMATION -> toUser(MailTexts.moment(UNTIL, locale, ZONE), REFERENCE, LINK);
        };
    }

    private static Filling toUser(@Nullable String until, @Nullable String mention, @Nullable String link) {
        return new Filling(NAME, ORGANIZATION, until, mention, link, null, true);
    }

    private static Filling toOrganization(@Nullable String until, @Nullable String link, @Nullable Integer days) {
        return new Filling(null, ORGANIZATION, until, null, link, days, false);
    }
}
