package com.avaone.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.feed.EventType;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Personal;
import com.avaone.api.license.LicenseEvent.LicenseSuspended;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CloudEventWriterTest {

    /** Attributes of CloudEvents 1.0 are lower-case letters and digits, at most 20 by recommendation. */
    private static final String ATTRIBUTE = "[a-z0-9]{1,20}";

    private final OrganizationId organization = OrganizationId.random();
    private final LicenseId license = LicenseId.random();

    static List<EventType> samples() {
        return EventSamples.types();
    }

    @Test
    void seesASampleOfEveryEvent() throws IOException {
        assertThat(samples())
                .extracting(EventType::type)
                .containsExactlyElementsOf(EventSamples.files().keySet());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sendsTheDataAsItIsStored(EventType type) {
        assertThat(EventSamples.JSON.readTree(CloudEventWriter.data(EventSamples.event(type), true)))
                .isEqualTo(EventSamples.json(type));
    }

    /** By another way than the writer: component by component. */
    @ParameterizedTest
    @MethodSource("samples")
    void letsNothingOutThatIsAboutPersons(EventType type) {
        var expected = EventSamples.json(type);
        var removed = new ArrayList<JsonNode>();
        remove(EventSamples.classOf(type), expected, removed);

        var sent = EventSamples.JSON.readTree(CloudEventWriter.data(EventSamples.event(type), false));

        assertThat(sent).isEqualTo(expected);
        assertThat(removed)
                .filteredOn(JsonNode::isString)
                .filteredOn(value -> value.asString().contains("@"))
                .allSatisfy(value -> assertThat(sent.toString()).doesNotContain(value.asString()));
    }

    private static void remove(Class<?> type, JsonNode json, List<JsonNode> removed) {
        if (!type.isRecord() || !(json instanceof ObjectNode object)) {
            return;
        }
        for (var component : type.getRecordComponents()) {
            var value = object.get(component.getName());
            if (component.isAnnotationPresent(Personal.class)) {
                removed.add(object.remove(component.getName()));
            } else if (value != null) {
                remove(component.getType(), value, removed);
            }
        }
    }

    @Test
    void writesWhatACloudEventNeeds() {
        var json = json(suspended(), true);

        assertThat(json.path("specversion").asString()).isEqualTo("1.0");
        assertThat(json.path("id").asString()).isEqualTo("the-id");
        assertThat(json.path("source").asString()).isEqualTo("/organizations/" + organization);
        assertThat(json.path("type").asString()).isEqualTo("license.suspended");
        assertThat(json.path("time").asString()).isEqualTo("2026-03-04T05:06:07Z");
        assertThat(json.path("subject").asString()).isEqualTo(license.value());
        assertThat(json.path("datacontenttype").asString()).isEqualTo("application/json");
        assertThat(json.path("dataschema").asString())
                .isEqualTo("https://suite.example/api/events/schemas/license.suspended/1");
        assertThat(json.path("position").asString()).isEqualTo("5000000000");
        assertThat(json.path("version").asString()).isEqualTo("3");
        assertThat(json.path("dataversion").asString()).isEqualTo("1");
        assertThat(json.path("organizationid").asString()).isEqualTo(organization.value());
        assertThat(json.path("actorkind").asString()).isEqualTo("USER");
        assertThat(json.path("actorid").asString()).isEqualTo("usr_1");
        assertThat(json.path("correlationid").asString()).isEqualTo("first");
        assertThat(json.path("causationid").asString()).isEqualTo("cause");
        assertThat(json.path("data").path("organizationId").asString()).isEqualTo(organization.value());
        json.properties().forEach(attribute -> {
            assertThat(attribute.getKey()).matches(ATTRIBUTE);
            if (!attribute.getKey().equals("data")) {
                assertThat(attribute.getValue().isString())
                        .as(attribute.getKey())
                        .isTrue();
                assertThat(attribute.getValue().asString()).isNotEmpty();
            }
        });
    }

    @Test
    void tellsWhyAndFromWhereOnlyWithPersonalData() {
        assertThat(json(suspended(), true).toString())
                .contains("\"reason\":\"unpaid\"")
                .contains("\"comment\":\"third reminder\"")
                .contains("\"sourceaddress\":\"192.0.2.1\"");
        assertThat(json(suspended(), false).toString())
                .doesNotContain("unpaid", "third reminder", "192.0.2.1", "reason", "comment", "sourceaddress");
    }

    @Test
    void bearsAnEventOfNoAggregateAndNoOrganization() {
        var json = json(
                new LoggedEvent(
                        new GenericTrackedEventMessage<>(
                                new GlobalSequenceTrackingToken(1), new GenericEventMessage<>(Map.of("a", 1))),
                        EventSamples.WRITER),
                true);

        assertThat(json.path("source").asString()).isEqualTo("/");
        assertThat(json.has("subject")).isFalse();
        assertThat(json.has("version")).isFalse();
        assertThat(json.has("organizationid")).isFalse();
    }

    private LoggedEvent suspended() {
        var message = new GenericDomainEventMessage<>(
                "License",
                license.value(),
                3,
                new LicenseSuspended(license, organization),
                Map.of(
                        MetadataKey.ACTOR_KIND, "USER",
                        MetadataKey.ACTOR_ID, "usr_1",
                        MetadataKey.CORRELATION_ID, "first",
                        MetadataKey.CAUSATION_ID, "cause",
                        MetadataKey.REASON, "unpaid",
                        MetadataKey.COMMENT, "third reminder",
                        MetadataKey.SOURCE_ADDRESS, "192.0.2.1"),
                "the-id",
                Instant.parse("2026-03-04T05:06:07Z"));
        return new LoggedEvent(
                new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(5_000_000_000L), message),
                EventSamples.WRITER);
    }

    private static JsonNode json(LoggedEvent event, boolean personalData) {
        var written = EventSamples.WRITER.write(event, personalData);
        assertThat(written).doesNotContain("\n");
        return EventSamples.JSON.readTree(written);
    }
}
