package com.avaone.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What whoever starts the packaged application reads where a setting is refused. */
class RefusedSettingIT {

    private static final String CANARY = "canary-4711";

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        Map.of("AVAONE_PORT", "abc"),
                        "AVAONE_PORT must be a port from 0 to 65535, 0 for any free one."),
                Arguments.of(
                        Map.of(
                                "MONGODB_URI", "mongodb://suite:%s@db1.example".formatted(CANARY),
                                "MONGODB_URI_CRM", "mongodb://crm:%s@db2.example".formatted(CANARY),
                                "CRM_URI", "mongodb://crm:%s@db3.example".formatted(CANARY)),
                        "MONGODB_URI_CRM and CRM_URI name the same setting but have different values; keep MONGODB_URI_CRM."),
                Arguments.of(
                        Map.of("MONGODB_URI", "http://suite:%s@db1.example".formatted(CANARY)),
                        "MONGODB_URI must be an address that begins with mongodb:// or mongodb+srv://."),
                Arguments.of(
                        Map.of("NODE_ENV", "production", "AVAONE_AXONSERVER_ADDRESS", "axon.example:8124"),
                        "MONGODB_URI is missing: production does not run on the embedded database."),
                Arguments.of(Map.of("NODE_ENV", "staging"), "NODE_ENV must be development or production."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void endsTheStartWithOneSentenceThatNamesIt(Map<String, String> settings, String sentence, @TempDir Path data)
            throws IOException {
        var end = SuiteProcess.end(data, settings);

        assertThat(end.exitCode()).as(end.output()).isNotZero();
        // In Spring Boot's frame, as whatever keeps an application from starting.
        assertThat(end.output().strip()).endsWith("Description:\n\n" + sentence);
        assertThat(end.output()).containsOnlyOnce(sentence).doesNotContain(CANARY, "Exception", "\tat ");
        assertThat(data).isEmptyDirectory();
    }
}
