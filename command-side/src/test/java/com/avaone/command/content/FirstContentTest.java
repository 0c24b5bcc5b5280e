package com.avaone.command.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.content.ContentCommand.BeginContent;
import com.avaone.api.content.ContentKey;
import com.avaone.api.content.ContentKind;
import com.avaone.api.content.ContentLanguage;
import com.avaone.api.content.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fresh installation shows. */
class FirstContentTest {

    static List<BeginContent> parts() {
        return FirstContent.parts();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void canBePublishedAsItIs(BeginContent part) {
        assertThat(ContentKey.parse("key", part.key().value())).isEqualTo(part.key());
        assertThat(part.body().judged(part.key().kind())).isEqualTo(part.body());
        assertThat(part.body().missing(part.key().kind())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("parts")
    void leadsToPagesThatAreThere(BeginContent part) throws IOException {
        var routes = routes();
        part.body().fields().forEach((name, text) -> {
            var field = part.key().kind().field(name).orElseThrow();
            if (field.type() == FieldType.LINK && text.startsWith("/")) {
                assertThat(routes)
                        .as("%s of %s: %s", name, part.key(), text)
                        .anyMatch(route -> text.replaceFirst("[?#].*", "").matches(route));
            }
        });
    }

    /** What everybody may open, as patterns. */
    private static List<String> routes() throws IOException {
        var routes = Files.readAllLines(Path.of("../docs/routes.md")).stream()
                .filter(line -> line.matches("\\| GET \\| `[^`]+` \\| everybody \\|.*"))
                .map(line -> line.replaceFirst("[^`]*`([^`]+)`.*", "$1").replaceAll("\\{[^}]+}", "[^/]+"))
                .toList();
        assertThat(routes).hasSizeGreaterThan(20);
        return routes;
    }

    @Test
    void saysTheSameInBothLanguages() {
        var byLanguage = parts().stream().collect(Collectors.groupingBy(BeginContent::language));
        assertThat(byLanguage).containsOnlyKeys(ContentLanguage.values());
        var english = fields(byLanguage, ContentLanguage.EN);
        assertThat(fields(byLanguage, ContentLanguage.HI)).isEqualTo(english);
        assertThat(english).hasSize(21);
    }

    /** The names of the fields by key. */
    private static Map<ContentKey, ?> fields(Map<ContentLanguage, List<BeginContent>> parts, ContentLanguage language) {
        return parts.getOrDefault(language, List.of()).stream()
                .collect(Collectors.toMap(
                        BeginContent::key, part -> part.body().fields().keySet()));
    }

    @ParameterizedTest
    @EnumSource
    void hasEverySectionInBothLanguages(ContentKind kind) {
        assertThat(parts())
                .filteredOn(part -> part.key().kind() == kind)
                .extracting(BeginContent::language)
                .contains(ContentLanguage.values());
    }
}
