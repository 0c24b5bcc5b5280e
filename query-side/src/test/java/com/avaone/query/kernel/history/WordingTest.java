package com.avaone.query.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactEvent;
import com.avaone.api.crm.DealEvent;
import com.avaone.api.crm.DealStage;
import com.avaone.api.kernel.CrmRole;
import com.avaone.api.kernel.PingoraRole;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.StableName;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.team.TeamEvent;
import com.avaone.api.team.TeamRole;
import com.avaone.api.user.SessionEnd;
import com.avaone.api.user.UserEvent;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {

    private static final String ENGLISH = "/texts/history.properties";
    private static final String HINDI = "/texts/history_hi.properties";

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, HINDI})
    void hasATextForEveryEventAndConstant(String bundle) throws IOException {
        var events = Stream.of(
                        LicenseEvent.class,
                        UserEvent.class,
                        TeamEvent.class,
                        LeadEvent.class,
                        ContactEvent.class,
                        DealEvent.class)
                .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                .map(event -> Objects.requireNonNull(event.getAnnotation(StableName.class))
                        .value());
        var constants = Stream.of(
                        names("role", Role.values()),
                        names("crm", CrmRole.values()),
                        names("pingora", PingoraRole.values()),
                        names("session", SessionEnd.values()),
                        names("team.role", TeamRole.values()),
                        names("lead.source", LeadSource.values()),
                        names("lead.how", Assignment.values()),
                        names("stage", DealStage.values()),
                        names("activity", ActivityKind.values()),
                        names("license.status", LicenseStatus.values()))
                .flatMap(names -> names);

        assertThat(texts(bundle).stringPropertyNames())
                .containsAll(Stream.concat(events, constants).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, HINDI})
    void takesTheSameFiguresInEveryLanguage(String bundle) throws IOException {
        var english = texts(ENGLISH);
        var texts = texts(bundle);

        assertThat(texts.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        texts.forEach((key, text) ->
                assertThat(figures((String) text)).as("%s", key).isEqualTo(figures(english.getProperty((String) key))));
    }

    private static Stream<String> names(String kind, Enum<?>[] constants) {
        return Arrays.stream(constants).map(constant -> kind + "." + constant.name());
    }

    private static Stream<String> figuresIn(String text) {
        return Arrays.stream(text.split("(?=\\{)"))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(0, 2));
    }

    private static Set<String> figures(String text) {
        return figuresIn(text).collect(Collectors.toSet());
    }

    private static Properties texts(String bundle) throws IOException {
        var texts = new Properties();
        try (var stream = Objects.requireNonNull(WordingTest.class.getResourceAsStream(bundle))) {
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
