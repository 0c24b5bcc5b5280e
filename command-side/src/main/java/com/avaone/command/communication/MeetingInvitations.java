package com.avaone.command.communication;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.communication.MailAttachment;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.lead.MeetingSlot;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes the meeting that a lead asks for as a file that calendars read (RFC 5545, RFC 5546). It is a request in the name of whoever gets
 * answers, else of the suite; where there is no such address it is only published. It says that the meeting is not fixed yet.
 */
@Component
class MeetingInvitations {

    private static final String NAME = "meeting.ics";
    private static final int LONGEST_LINE = 75;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final MailTexts texts;
    private final @Nullable EmailAddress from;
    private final String host;

    /** @param from from which mail comes; empty where none leaves the machine */
    MeetingInvitations(
            MailTexts texts,
            @Value("${avaone.mail.from:}") String from,
            @Value("${avaone.public-url:http://localhost:3005}") URI publicUrl) {
        this.texts = texts;
        this.from = from.isBlank() ? null : new EmailAddress(from.strip());
        this.host = Objects.requireNonNullElse(publicUrl.getHost(), "localhost");
    }

    /**
     * The meeting as a file.
     *
     * @param reference of the lead; calendars know the meeting by it, however often it comes
     * @param now when it is written
     */
    MailAttachment attachment(String reference, MeetingSlot meeting, Addressee lead, Instant now) {
        var organizer = lead.replyTo() == null ? from : lead.replyTo();
        var method = organizer == null ? "PUBLISH" : "REQUEST";
        return new MailAttachment(
                NAME,
                "text/calendar; charset=utf-8; method=" + method,
                file(method, reference, meeting, lead, organizer, now));
    }

    private String file(
            String method,
            String reference,
            MeetingSlot meeting,
            Addressee lead,
            @Nullable EmailAddress organizer,
            Instant now) {
        var file = new StringBuilder();
        line(file, "BEGIN:VCALENDAR");
        line(file, "VERSION:2.0");
        line(file, "PRODID:-//Avaone//Avaone Suite//EN");
        line(file, "METHOD:" + method);
        line(file, "BEGIN:VEVENT");
        line(file, "UID:" + reference + "@" + host);
        line(file, "SEQUENCE:0");
        line(file, "DTSTAMP:" + moment(now));
        line(file, "DTSTART:" + moment(meeting.startsAt()));
        line(file, "DTEND:" + moment(meeting.startsAt().plus(Duration.ofMinutes(meeting.minutes()))));
        words(file, "SUMMARY", lead, reference);
        words(file, "DESCRIPTION", lead, reference);
        if (organizer != null) {
            line(file, "ORGANIZER;CN=%s:mailto:%s".formatted(quoted(lead.sender()), organizer));
            // Whoever asks for a meeting has accepted it, and is not asked again.
            line(
                    file,
                    "ATTENDEE;CN=%s;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:%s"
                            .formatted(
                                    quoted(Objects.requireNonNullElse(
                                            lead.name(), lead.email().value())),
                                    lead.email()));
        }
        line(file, "STATUS:TENTATIVE");
        line(file, "END:VEVENT");
        line(file, "END:VCALENDAR");
        return file.toString();
    }

    private void words(StringBuilder file, String property, Addressee lead, String reference) {
        var text = texts.meeting(property.toLowerCase(Locale.ROOT), lead, reference);
        line(file, "%s;LANGUAGE=%s:%s".formatted(property, lead.locale().toLanguageTag(), escaped(text)));
    }

    private static String moment(Instant moment) {
        return MOMENT.format(moment.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\;,])", "\\\\$1")
                .replaceAll("\\r\\n|\\r|\\n", "\\\\n")
                .replaceAll("\\p{Cc}", " ");
    }

    /** A parameter can hold neither a quotation mark nor an end of line, in whatever way it is written. */
    private static String quoted(String text) {
        return '"' + text.replace('"', '\'').replaceAll("\\p{Cc}+", " ") + '"';
    }

    /** A line is folded by octets (RFC 5545, 3.1), but never within a character: not everybody puts one together again. */
    private static void line(StringBuilder file, String content) {
        var octets = 0;
        for (var i = 0; i < content.length(); i = content.offsetByCodePoints(i, 1)) {
            var character = Character.toString(content.codePointAt(i));
            var size = character.getBytes(UTF_8).length;
            if (octets + size > LONGEST_LINE) {
                file.append("\r\n ");
                octets = 1;
            }
            file.append(character);
            octets += size;
        }
        file.append("\r\n");
    }
}
