package com.avaone.command.communication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalReader;
import com.avaone.api.communication.MailAttachment;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.lead.MeetingSlot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Meetings as calendars read them, by a reader of its own that knows nothing of what wrote them. */
class MeetingInvitationsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final EmailAddress ASHA = new EmailAddress("asha@acme.example");
    private static final EmailAddress OFFICE = new EmailAddress("hello@acme.example");
    private static final MeetingSlot SLOT = new MeetingSlot(Instant.parse("2026-11-29T12:00:00Z"), 45, "Asia/Kolkata");

    private static MailAttachment written(
            String from, String name, String organization, @Nullable EmailAddress replyTo, MeetingSlot slot) {
        var invitations = new MeetingInvitations(new MailTexts(), from, URI.create("https://suite.example/"));
        return invitations.attachment(
                "7K3M4-9QPXZ",
                slot,
                new Addressee(ASHA, name, organization, Locale.ENGLISH, ZoneId.of("UTC"), organization, replyTo),
                NOW);
    }

    private static MailAttachment written(String name, String organization) {
        return written("", name, organization, OFFICE, SLOT);
    }

    private static ICalendar read(MailAttachment attachment) {
        try (var reader = new ICalReader(attachment.content())) {
            var calendar = reader.readNext();
            assertThat(reader.getWarnings()).isEmpty();
            assertThat(calendar.validate(ICalVersion.V2_0)).isEmpty();
            return calendar;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static VEvent only(ICalendar calendar) {
        assertThat(calendar.getEvents()).hasSize(1);
        return calendar.getEvents().getFirst();
    }

    @Test
    void askForTheMeetingInTheNameOfWhoGetsAnswers() {
        var attachment = written("Asha Rao", "Acme");

        assertThat(attachment.name()).isEqualTo("meeting.ics");
        assertThat(attachment.mediaType()).isEqualTo("text/calendar; charset=utf-8; method=REQUEST");
        var calendar = read(attachment);
        assertThat(calendar.getMethod().isRequest()).isTrue();
        var event = only(calendar);
        assertThat(event.getUid().getValue()).isEqualTo("7K3M4-9QPXZ@suite.example");
        assertThat(event.getDateTimeStamp().getValue().toInstant()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo("2026-11-29T12:00:00Z");
        assertThat(event.getDateEnd().getValue().toInstant()).isEqualTo("2026-11-29T12:45:00Z");
        assertThat(event.getSummary().getValue()).isEqualTo("Meeting with Acme");
        assertThat(event.getSummary().getLanguage()).isEqualTo("en");
        assertThat(event.getDescription().getValue())
                .startsWith("You asked for this meeting.")
                .endsWith("Your reference is 7K3M4-9QPXZ.");
        assertThat(event.getStatus().isTentative()).isTrue();
        assertThat(event.getOrganizer().getEmail()).isEqualTo("hello@acme.example");
        assertThat(event.getOrganizer().getCommonName()).isEqualTo("Acme");
        assertThat(event.getAttendees()).singleElement().satisfies(attendee -> {
            assertThat(attendee.getEmail()).isEqualTo("asha@acme.example");
            assertThat(attendee.getCommonName()).isEqualTo("Asha Rao");
            assertThat(attendee.getRsvp()).isFalse();
        });
    }

    @Test
    void comeFromTheSendingAddressWhereNobodyReadsAnswers() {
        var event = only(read(written("mail@suite.example", "Asha", "Acme", null, SLOT)));

        assertThat(event.getOrganizer().getEmail()).isEqualTo("mail@suite.example");
    }

    @Test
    void areOnlyPublishedWhereThereIsNoAddressToComeFrom() {
        var attachment = written("", "Asha", "Acme", null, SLOT);

        assertThat(attachment.mediaType()).endsWith("method=PUBLISH");
        var calendar = read(attachment);
        assertThat(calendar.getMethod().isPublish()).isTrue();
        assertThat(only(calendar).getOrganizer()).isNull();
        assertThat(only(calendar).getAttendees()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2027-03-28T03:30, 2027-03-28T01:30:00Z",
        "Europe/Berlin, 2027-03-27T03:30, 2027-03-27T02:30:00Z",
        "America/New_York, 2027-11-07T00:30, 2027-11-07T04:30:00Z",
        "America/New_York, 2027-11-07T03:30, 2027-11-07T08:30:00Z"
    })
    void tellTheMomentWhateverTheClocksOfTheZoneDo(String zone, LocalDateTime local, String moment) {
        var slot = new MeetingSlot(local.atZone(ZoneId.of(zone)).toInstant(), 480, zone);

        var event = only(read(written("", "Asha", "Acme", OFFICE, slot)));

        assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(moment);
        assertThat(event.getDateEnd().getValue().toInstant())
                .isEqualTo(Instant.parse(moment).plusSeconds(480 * 60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nEND:VALARM",
                "\nATTENDEE:mailto:all@acme.example",
                "\u0085\u0000\u000bX-A:1",
                "Rao, Asha; \"PhD\" \\n <a@b.example>: 100%",
                "\";X-A=1:mailto:other@acme.example",
                "^n^'"
            })
    void holdNothingOfANameThatIsMoreThanText(String name) {
        var event = only(read(written(name, name)));

        assertThat(event.getAlarms()).isEmpty();
        assertThat(event.getExperimentalProperties()).isEmpty();
        assertThat(event.getAttendees()).singleElement().satisfies(attendee -> {
            assertThat(attendee.getEmail()).isEqualTo("asha@acme.example");
            assertThat(attendee.getParameters().get("X-A")).isEmpty();
        });
        assertThat(event.getOrganizer().getEmail()).isEqualTo("hello@acme.example");
        assertThat(event.getSummary().getValue().replaceAll("[\\p{Cc} ]+", " "))
                .isEqualTo(("Meeting with " + name).replaceAll("[\\p{Cc} ]+", " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"🙂", "é", "बैठक", "x", "\\", ","})
    void foldLinesByOctetsAndNeverWithinACharacter(String character) {
        for (var length = 1; length <= 120; length++) {
            var name = "a".repeat(length % 7) + character.repeat(length);
            var attachment = written(name, name);

            var file = attachment.content();
            assertThat(file).endsWith("\r\n").doesNotContainPattern("[^\r]\n|\r[^\n]");
            assertThat(file.split("\r\n"))
                    .allSatisfy(line -> assertThat(line.getBytes(UTF_8).length).isBetween(1, 75));
            // A half of a character would be read as a question mark.
            assertThat(new String(file.getBytes(UTF_8), UTF_8)).isEqualTo(file);
            assertThat(only(read(attachment)).getSummary().getValue()).isEqualTo("Meeting with " + name);
            assertThat(only(read(attachment)).getAttendees().getFirst().getCommonName())
                    .isEqualTo(name);
        }
    }
}
