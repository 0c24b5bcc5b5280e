package com.avaone.web.kernel.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private static final Pattern REPLACED_ON_A_CONDITION = Pattern.compile(
            "<[^<>]*th:(if|unless)=\"[^\"]*\"\\s+th:replace=|<[^<>]*th:replace=\"[^\"]*\"\\s+th:(if|unless)=");

    /** Thymeleaf replaces an element before it asks the element's condition, which is lost: the condition belongs around it. */
    @Test
    void askNoConditionOfAnElementThatIsReplaced() throws IOException {
        try (var files = Files.walk(TEMPLATES)) {
            var templates =
                    files.filter(file -> file.toString().endsWith(".html")).toList();

            assertThat(templates).isNotEmpty();
            assertThat(templates.stream().flatMap(file -> found(file).stream())).isEmpty();
        }
    }

    private static List<String> found(Path file) {
        try {
            return REPLACED_ON_A_CONDITION
                    .matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .map(element -> file.getFileName() + ": " + element)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
