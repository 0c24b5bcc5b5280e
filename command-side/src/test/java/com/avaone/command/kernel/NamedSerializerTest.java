package com.avaone.command.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.personal.KeysOnDisposal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;

class NamedSerializerTest {

    @StableName("test.happened")
    @Revision("3")
    record Happened(OrganizationId organizationId, LocalDate validUntil, int seats) {}

    @StableName("test.aggregate")
    static class Aggregate {

        private int seats;

        private Aggregate() {}

        Aggregate(int seats) {
            this.seats = seats;
        }

        /** Not a property, although it looks like one. */
        public boolean isFull() {
            return seats > 2;
        }
    }

    record Unnamed(String text) {}

    private static final MessageNames NAMES = new MessageNames(List.of(Happened.class, Aggregate.class));

    private final Serializer events = NamedSerializer.forEvents(NAMES, KeysOnDisposal.seal());
    private final Serializer messages = NamedSerializer.forMessages(NAMES);

    private final Happened happened = new Happened(OrganizationId.random(), LocalDate.of(2027, 1, 31), 7);

    @Test
    void writesTheStableNameTheRevisionAndPlainJson() {
        var written = events.serialize(happened, String.class);

        assertThat(written.getType().getName()).isEqualTo("test.happened");
        assertThat(written.getType().getRevision()).isEqualTo("3");
        assertThat(written.getData())
                .isEqualTo("{\"organizationId\":\"%s\",\"validUntil\":\"2027-01-31\",\"seats\":7}"
                        .formatted(happened.organizationId()));
        assertThat(events.<String, Object>deserialize(written)).isEqualTo(happened);
    }

    @Test
    void readsWhatWasWrittenBeforeAComponentWasAddedOrAfterOneWasRemoved() {
        assertThat(events.<byte[], Object>deserialize(
                        stored("test.happened", "{\"organizationId\":\"org_1\",\"gone\":true}")))
                .isInstanceOfSatisfying(Happened.class, read -> {
                    assertThat(read.organizationId()).isEqualTo(new OrganizationId("org_1"));
                    assertThat(read.seats()).isZero();
                });
    }

    @Test
    void refusesToReadANameItDoesNotKnow() {
        for (var name : List.of("test.unknown", Unnamed.class.getName(), "java.lang.String", Receipt.class.getName())) {
            assertThatThrownBy(() -> events.deserialize(stored(name, "{}")))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void refusesToWriteAnEventWithoutAName() {
        assertThatThrownBy(() -> events.serialize(new Unnamed("text"), byte[].class))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("no stable name");
    }

    @Test
    void readsMetadataBack() {
        var metadata = MetaData.with(MetadataKey.REASON, "because").and(MetadataKey.TENANT, "org_1");

        var read = events.deserialize(events.serialize(metadata, byte[].class));

        assertThat((Object) read).isEqualTo(metadata);
    }

    @Test
    void takesAnAggregatesFieldsAsItsSnapshot() {
        var written = events.serialize(new Aggregate(3), String.class);

        assertThat(written.getData()).isEqualTo("{\"seats\":3}");
        assertThat(events.<String, Object>deserialize(written))
                .isInstanceOfSatisfying(
                        Aggregate.class, read -> assertThat(read.seats).isEqualTo(3));
    }

    @Test
    void carriesTokensReceiptsAndListsBetweenNodes() {
        var token =
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(9), new GlobalSequenceTrackingToken(0));
        for (var object : List.<Object>of(
                token, new GlobalSequenceTrackingToken(5), new Receipt("org_1", 1, 2), "text", 42L, happened)) {
            var read = messages.deserialize(messages.serialize(object, byte[].class));
            assertThat((Object) read).isEqualTo(object);
        }
    }

    @Test
    void carriesNoClassThatIsNeitherOursNorAxons() {
        for (var name : List.of("javax.naming.InitialContext", "com.avaone.command.kernel.Unnamed", "nothing")) {
            assertThatThrownBy(() -> messages.deserialize(stored(name, "{}")))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @Test
    void knowsEveryEventOfTheApiByOneName() {
        var names = MessageNames.scan("com.avaone.api");

        assertThat(names.all()).hasSizeGreaterThan(10);
        names.all().forEach((name, type) -> {
            assertThat(names.name(type)).isEqualTo(name);
            assertThat(name).matches("[a-z]+(\\.[a-z-]+)+");
        });
    }

    @Test
    void refusesTwoClassesOfOneName() {
        assertThatThrownBy(() -> new MessageNames(List.of(Happened.class, Happened.class)))
                .hasMessageContaining("are both named test.happened");
    }

    private static SimpleSerializedObject<byte[]> stored(String name, String json) {
        return new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8), byte[].class, name, "1");
    }
}
