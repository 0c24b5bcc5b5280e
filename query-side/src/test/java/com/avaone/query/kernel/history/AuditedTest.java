package com.avaone.query.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.feed.EventType;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Personal;
import com.avaone.query.feed.EventSamples;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What auditors are told of everything whose earlier states can be told, by every event that can happen to it. */
class AuditedTest {

    /** Stands for whatever is about a person. */
    private static final String SOMEBODY = "zqsomebody";

    private static List<Audited> kinds() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(MetadataReader reader) {
                // Whatever roles a node would need for it.
                return Arrays.asList(reader.getClassMetadata().getInterfaceNames())
                        .contains(Audited.class.getName());
            }
        };
        return scanner.findCandidateComponents("com.avaone.query").stream()
                .<Audited>map(found -> {
                    try {
                        return (Audited) BeanUtils.instantiateClass(Class.forName(found.getBeanClassName()));
                    } catch (ClassNotFoundException failure) {
                        throw new IllegalStateException(failure);
                    }
                })
                .toList();
    }

    static Stream<Arguments> events() {
        return kinds().stream()
                .flatMap(audited -> EventSamples.types().stream()
                        .filter(type -> audited.event().isAssignableFrom(EventSamples.classOf(type)))
                        .map(type -> Arguments.of(type, audited)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void tellsNothingAboutAPerson(EventType type, Audited audited) {
        var json = EventSamples.json(type);
        replace(EventSamples.classOf(type), json);
        var event = occurrence(type, json);
        var state = before();
        audited.change(event, state).applyTo(state);
        var wording = Wording.in(null);
        var fields = new AuditedFields(audited, wording);

        assertThat(fields.of(state))
                .allSatisfy((field, value) -> assertThat(fields.isPersonal(field)
                                || !String.valueOf(value).contains(SOMEBODY))
                        .as(field)
                        .isTrue());
        assertThat(fields.withoutPersonal(state).toString()).doesNotContain(SOMEBODY);
        assertThat(audited.what(event, wording)).doesNotContain(SOMEBODY);
    }

    @ParameterizedTest
    @MethodSource("events")
    void callsEveryFieldByAName(EventType type, Audited audited) {
        var state = before();
        audited.change(occurrence(type, EventSamples.json(type)), state).applyTo(state);

        for (var language : List.of(Locale.ENGLISH, Locale.of("hi"))) {
            var fields = new AuditedFields(audited, Wording.in(language.getLanguage()));
            assertThat(fields.changes(fields.of(before()), fields.of(state)).keySet())
                    .allSatisfy(field -> assertThat(fields.label(field))
                            .as("%s in %s", field, language)
                            .isNotEqualTo(field));
        }
    }

    /** What a lead that is converted was before. */
    private static Document before() {
        return new Document("_id", "id").append("capturedAt", new Date(0));
    }

    private static Occurrence occurrence(EventType type, JsonNode json) {
        var payload = EventSamples.JSON.treeToValue(json, EventSamples.classOf(type));
        return new Occurrence(
                7, "id", 0, type.type(), payload, Instant.parse("2026-03-04T05:06:07Z"), null, null, null, null, null);
    }

    private static void replace(Class<?> type, JsonNode json) {
        if (!type.isRecord() || !(json instanceof ObjectNode object)) {
            return;
        }
        for (var component : type.getRecordComponents()) {
            var value = object.get(component.getName());
            if (component.isAnnotationPresent(Personal.class)) {
                object.put(
                        component.getName(),
                        component.getType().equals(EmailAddress.class) ? SOMEBODY + "@example.org" : SOMEBODY);
            } else if (value != null) {
                replace(component.getType(), value);
            }
        }
    }
}
