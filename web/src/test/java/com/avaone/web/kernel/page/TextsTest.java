package com.avaone.web.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.kernel.StableName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SoftAssertionsExtension.class)
class TextsTest {

    /** Classes and icons under the names of texts: no language has its own. */
    private static final Pattern LOOK = Pattern.compile(
            "((license|user|client|mail|lead|suppressions|webhook|delivery|sync|sync\\.record|content|pricing)\\.color|(license|user|lead)\\.chart|processor\\.color|event\\.look)\\..+");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

    private final TreeMap<String, String> english = texts("messages.properties");
    private final TreeMap<String, String> hindi = texts("messages_hi.properties");

    @InjectSoftAssertions
    @SuppressWarnings("NullAway.Init")
    private SoftAssertions all;

    @Test
    void areThereInBothLanguages() {
        var keys = new TreeSet<>(english.keySet());
        keys.removeIf(LOOK.asMatchPredicate());

        assertThat(hindi.keySet()).containsExactlyElementsOf(keys);
    }

    @Test
    void tellOfEveryEvent() {
        var events = new ClassFileImporter()
                .importPackages("com.avaone.api").stream()
                        .filter(type -> type.isRecord() && type.isAnnotatedWith(StableName.class))
                        .map(event -> "event."
                                + event.getAnnotationOfType(StableName.class).value())
                        .toList();

        assertThat(events).hasSizeGreaterThan(50);
        assertThat(english.keySet()).containsAll(events);
        assertThat(hindi.keySet()).containsAll(events);
    }

    @Test
    void takeTheSameFiguresInBothLanguages() {
        hindi.forEach((key, text) ->
                all.assertThat(figures(text)).as(key).isEqualTo(figures(Objects.requireNonNull(english.get(key)))));
    }

    @Test
    void withFiguresCanBeFormatted() {
        english.forEach((key, text) -> assertFormats(key, text, Locale.ENGLISH));
        hindi.forEach((key, text) -> assertFormats(key, text, Locale.of("hi")));
    }

    private void assertFormats(String key, String text, Locale locale) {
        if (!figures(text).isEmpty()) {
            for (var figure : new Integer[] {0, 1, 2}) {
                all.assertThat(new MessageFormat(text, locale).format(new Object[] {figure, figure, figure}))
                        .as("%s in %s", key, locale)
                        .isNotBlank()
                        .doesNotContain("{", "}", "#");
            }
        }
    }

    private static Set<String> figures(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeMap<String, String> texts(String file) {
        var properties = new Properties();
        try (var stream = TextsTest.class.getResourceAsStream("/" + file)) {
            properties.load(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var texts = new TreeMap<String, String>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }
}
