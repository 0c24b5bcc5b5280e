package com.avaone.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.feed.EventType;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class EventSchemasTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    static List<EventType> samples() {
        return EventSamples.types();
    }

    private static String text(EventType type) {
        return EventSamples.TYPES.schema(type).orElseThrow();
    }

    private static Schema schema(EventType type) {
        return REGISTRY.getSchema(text(type), InputFormat.JSON);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void allowWhatIsSent(EventType type) {
        var event = EventSamples.event(type);
        for (var personalData : List.of(true, false)) {
            var data = CloudEventWriter.data(event, personalData);
            assertThat(schema(type).validate(data, InputFormat.JSON)).as(data).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void refuseWhatLacksSomethingOrIsOfAnotherKind(EventType type) {
        for (var required : EventSamples.JSON.readTree(text(type)).path("required")) {
            var without = (ObjectNode) EventSamples.json(type);
            without.remove(required.asString());
            assertThat(schema(type).validate(without.toString(), InputFormat.JSON))
                    .isNotEmpty();
            var wrong = ((ObjectNode) EventSamples.json(type)).putNull(required.asString());
            assertThat(schema(type).validate(wrong.toString(), InputFormat.JSON))
                    .isNotEmpty();
        }
    }

    @Test
    void areSchemasThemselves() {
        assertThat(samples()).hasSizeGreaterThan(100).allSatisfy(type -> {
            var schema = EventSamples.JSON.readTree(text(type));
            assertThat(schema.path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(schema.path("$id").asString())
                    .isEqualTo("https://suite.example/api/events/schemas/%s/%s".formatted(type.type(), type.version()));
        });
    }

    @Test
    void sayWhatIsAboutPersonsAndAskForNoneOfIt() {
        var schema = EventSamples.JSON.readTree(text(new EventType("user.email-changed", "1")));

        assertThat(schema.path("properties").path("email").path("x-personal").asBoolean())
                .isTrue();
        assertThat(schema.path("required").toString()).doesNotContain("email").contains("userId");
    }

    @Test
    void areThereForTheNewestVersionOnly() {
        assertThat(EventSamples.TYPES.schema(new EventType("organization.registered", "2")))
                .isPresent();
        assertThat(EventSamples.TYPES.schema(new EventType("organization.registered", "1")))
                .isEmpty();
        assertThat(EventSamples.TYPES.schema(new EventType("no.such", "1"))).isEmpty();
    }
}
