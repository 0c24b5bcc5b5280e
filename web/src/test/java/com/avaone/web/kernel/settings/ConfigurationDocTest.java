package com.avaone.web.kernel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dupdate.docs=true} writes the document anew. */
class ConfigurationDocTest {

    private static final Path DOCUMENT = Path.of("../docs/configuration.md");

    @Test
    void listsEverySetting() throws IOException {
        var expected = document();
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(DOCUMENT).content().isEqualTo(expected);
    }

    private static String document() {
        var text = new StringBuilder("""
                # Settings

                Generated from the table in `com.avaone.web.kernel.settings.Setting`; do not edit.

                Settings come from the environment. A secret may also be in a file: `NAME_FILE` holds its path. A setting that is missing, \
                malformed or contradicts another stops the start with one sentence that names it. Values are never logged. An old name is \
                accepted with a warning; an old and a new name with different values are refused.

                | Name | Default | In production | Meaning |
                |---|---|---|---|
                """);
        for (var setting : Setting.values()) {
            text.append("| `%s`%s%s | %s | %s | %s It must be %s. |\n"
                    .formatted(
                            setting.key(),
                            setting.alias().map(" (old name `%s`)"::formatted).orElse(""),
                            setting.isSecret() ? ", secret" : "",
                            code(setting.defaultValue(false).orElse("")),
                            code(setting.defaultValue(true).orElse("")),
                            setting.meaning(),
                            setting.form().expectation()));
        }
        return text.toString();
    }

    private static String code(String value) {
        return value.isEmpty() ? "" : "`" + value + "`";
    }
}
