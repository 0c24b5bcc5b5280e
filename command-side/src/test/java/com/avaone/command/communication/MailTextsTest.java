package com.avaone.command.communication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.communication.MailTemplate;
import com.avaone.command.communication.MailTexts.Filling;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mail in every language, as it was looked at and found good; {@code -Dupdate.samples=true} writes the samples anew. */
class MailTextsTest {

    private static final Path SAMPLES = Path.of("src/test/resources/mails");
    private static final Locale HINDI = Locale.of("hi");

    private final MailTexts texts = new MailTexts();
    private final SampleMails samples = new SampleMails(
            texts, new MeetingInvitations(texts, "mail@suite.example", URI.create("https://suite.example")));

    static Stream<Arguments> everyMail() {
        return Arrays.stream(MailTemplate.values())
                .flatMap(template -> Stream.of(Arguments.of(template, Locale.ENGLISH), Arguments.of(template, HINDI)));
    }

    @ParameterizedTest
    @MethodSource("everyMail")
    void readAsTheSamples(MailTemplate template, Locale locale) throws IOException {
        var mail = samples.of(template, locale);

        var sample = template.name().toLowerCase(Locale.ROOT).replace('_', '-') + "." + locale.getLanguage();
        compare(SAMPLES.resolve(sample + ".txt"), mail.subject() + "\n\n" + mail.text());
        compare(SAMPLES.resolve(sample + ".html"), mail.html());
        if (mail.attachment() != null) {
            compare(SAMPLES.resolve(sample + ".ics"), mail.attachment().content());
        }
    }

    private static void compare(Path sample, String written) throws IOException {
        if (Boolean.getBoolean("update.samples")) {
            Files.createDirectories(SAMPLES);
            Files.writeString(sample, written);
        }
        assertThat(sample).content().isEqualTo(written);
    }

    @Test
    void putNothingOfANameIntoThePageThatIsMoreThanText() {
        var mail = texts.of(
                MailTemplate.INVITATION,
                Locale.ENGLISH,
                new Filling("<img src=x>", "{1}<b>${'a'}", "soon", null, "https://suite.example/\"><i>", null, true));

        assertThat(mail.html())
                .contains("&lt;img src=x&gt;", "{1}&lt;b&gt;${&#39;a&#39;}")
                .doesNotContain("<img", "<b>", "<i>");
        assertThat(mail.text()).contains("Hello <img src=x>,", "join {1}<b>${'a'} on Avaone Suite");
        assertThat(mail.subject()).isEqualTo("Your invitation to {1}<b>${'a'}");
    }

    @Test
    void areInEnglishWhereALanguageIsNotSpoken() {
        var mail = texts.of(
                MailTemplate.UNLOCK,
                Locale.GERMAN,
                new Filling(null, "Acme", "soon", null, "https://suite.example", null, false));

        assertThat(mail.subject()).isEqualTo("Your account at Acme is locked");
        assertThat(mail.text()).startsWith("Hello,\n");
    }

    @ParameterizedTest
    @CsvSource({"0, today, आज", "1, in one day, एक दिन में", "30, in 30 days, 30 दिनों में"})
    void countTheDaysThatAreLeft(int days, String english, String hindi) {
        var filling = new Filling(null, "Acme", "6 December 2026", null, null, days, false);

        assertThat(texts.of(MailTemplate.LICENSE_NOTICE, Locale.ENGLISH, filling)
                        .subject())
                .isEqualTo("The license of Acme ends " + english);
        assertThat(texts.of(MailTemplate.LICENSE_NOTICE, HINDI, filling).subject())
                .isEqualTo("Acme का लाइसेंस %s समाप्त होगा", hindi);
    }

    @ParameterizedTest
    @MethodSource("everyMail")
    void fetchNothingFromElsewhere(MailTemplate template, Locale locale) {
        assertThat(samples.of(template, locale).html())
                .doesNotContainPattern(
                        "(?i)(src|srcset|background|poster|data)\\s*=|<(link|script|img|iframe|object)|url\\(|@import");
    }

    @Test
    void areThereInEveryLanguage() throws IOException {
        assertThat(keys("texts_hi.properties")).containsExactlyInAnyOrderElementsOf(keys("texts.properties"));
    }

    private static Iterable<Object> keys(String bundle) throws IOException {
        var properties = new Properties();
        try (var stream = Objects.requireNonNull(
                MailTexts.class.getClassLoader().getResourceAsStream("templates/mail/" + bundle))) {
            properties.load(new InputStreamReader(stream, UTF_8));
        }
        return properties.keySet();
    }
}
