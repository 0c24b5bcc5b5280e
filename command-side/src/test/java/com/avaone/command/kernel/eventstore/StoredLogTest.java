package com.avaone.command.kernel.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.SerializedObject;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event is told in the same way whichever store holds it. */
class StoredLogTest {

    @TempDir
    private Path directory;

    @Test
    void bothStoresTellTheSame() {
        var ofAggregate = new GenericDomainEventMessage<Object>(
                "Test",
                "test_1",
                3,
                new TestEvent("नमस्ते \"1\"", 7),
                Map.of("tenant", "org_1", "reason", "because\nof \"this\"", "z", "é"));
        var ofNone = new GenericEventMessage<Object>(new TestEvent("free", 1), Map.of());
        try (var store = SqliteStore.open(directory.resolve("events.sqlite"))) {
            new SqliteEventStorageEngine(
                            store,
                            EventStoreContractTest.SERIALIZER,
                            NoOpEventUpcaster.INSTANCE,
                            SnapshotFilter.allowAll())
                    .appendEvents(ofAggregate, ofNone);
            var log = StoredLog.in(store);
            assertThat(log.head()).isEqualTo(2);
            var entries = log.behind(-1, 10);
            assertThat(entries).hasSize(2);
            assertSame(entries.getFirst(), AxonServerStoredLog.entry(onServer(1, ofAggregate)));
            assertSame(entries.getLast(), AxonServerStoredLog.entry(onServer(2, ofNone)));
            assertThat(new String(entries.getFirst().payload(), UTF_8))
                    .startsWith("{")
                    .contains("नमस्ते");
            assertThat(log.behind(1, 10)).extracting(StoredLog.Entry::position).containsExactly(2L);
            assertThat(log.behind(-1, 1)).extracting(StoredLog.Entry::position).containsExactly(1L);
            assertThat(log.at(List.of(2L, 9L)))
                    .extracting(StoredLog.Entry::position)
                    .containsExactly(2L);
        }
    }

    private static void assertSame(StoredLog.Entry one, StoredLog.Entry other) {
        assertThat(one).usingRecursiveComparison().isEqualTo(other);
    }

    /** As Axon's connector sends a message. */
    private static EventWithToken onServer(long position, EventMessage<?> message) {
        var payload = message.serializePayload(EventStoreContractTest.SERIALIZER, byte[].class);
        var revision = payload.getType().getRevision();
        var event = Event.newBuilder()
                .setMessageIdentifier(message.getIdentifier())
                .setTimestamp(message.getTimestamp().toEpochMilli())
                .setPayload(SerializedObject.newBuilder()
                        .setType(payload.getType().getName())
                        .setRevision(revision == null ? "" : revision)
                        .setData(ByteString.copyFrom(payload.getData())));
        message.getMetaData()
                .forEach((key, value) -> event.putMetaData(
                        key,
                        MetaDataValue.newBuilder()
                                .setTextValue(String.valueOf(value))
                                .build()));
        if (message instanceof DomainEventMessage<?> ofAggregate) {
            event.setAggregateIdentifier(ofAggregate.getAggregateIdentifier())
                    .setAggregateSequenceNumber(ofAggregate.getSequenceNumber())
                    .setAggregateType(ofAggregate.getType());
        }
        return EventWithToken.newBuilder().setToken(position).setEvent(event).build();
    }
}
