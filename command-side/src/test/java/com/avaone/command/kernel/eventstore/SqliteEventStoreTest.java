package com.avaone.command.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.TimeOrderedId;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded event store keeps the contract, and what only it promises. */
@SuppressWarnings("NullAway.Init") // opened before each test
class SqliteEventStoreTest extends EventStoreContractTest {

    @TempDir
    Path directory;

    private SqliteStore file;

    @Override
    EventStore open() {
        file = SqliteStore.open(directory.resolve("events.sqlite"));
        return new LiveEventStore(
                new SqliteEventStorageEngine(file, SERIALIZER, NoOpEventUpcaster.INSTANCE, SnapshotFilter.allowAll()));
    }

    @Override
    void close() {
        file.close();
    }

    @Test
    void countsPositionsFromOneWithoutGaps() {
        var id = "test_" + TimeOrderedId.next();
        store.publish(event(id, 0), event(id, 1));
        try {
            store.publish(event(id, 1));
        } catch (RuntimeException conflict) {
            assertThat(file.head()).isEqualTo(2);
        }
        store.publish(event(id, 2));

        assertThat(file.head()).isEqualTo(3);
        var positions = file.read(s -> s.all("SELECT position FROM event ORDER BY position", row -> row.getLong(1)));
        assertThat(positions).containsExactly(1L, 2L, 3L);
    }

    @Test
    void tellsThePositionsOfAnAggregatesEvents() {
        var id = "test_" + TimeOrderedId.next();
        store.publish(event("test_other", 0), event(id, 0), event("test_other", 1), event(id, 1));

        assertThat(store.readEvents(id, 0).asStream())
                .extracting(event ->
                        ((TrackedEventMessage<?>) event).trackingToken().position())
                .containsExactly(OptionalLong.of(2), OptionalLong.of(4));
    }

    @Test
    void storesStableNamesAndNoClassName() {
        store.publish(event("test_1", 0));

        var stored = file.read(s -> s.all(
                "SELECT name || ' ' || revision || ' ' || CAST(payload AS TEXT) || CAST(metadata AS TEXT) FROM event",
                row -> row.getString(1)));

        assertThat(stored)
                .singleElement()
                .asString()
                .startsWith("test.noted 1 {")
                .doesNotContain("avaone");
    }

    @Test
    void tellsAnInterceptorThePositionOfItsUnitOfWork() {
        var id = "test_" + TimeOrderedId.next();
        var unitOfWork = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("a command"));
        assertThat(AppendedPosition.of(unitOfWork)).isEmpty();
        store.publish(event(id, 0));
        store.publish(event(id, 1));
        unitOfWork.commit();

        assertThat(AppendedPosition.of(unitOfWork)).hasValue(2);
    }

    @Test
    void streamsAnEventThatNoAggregatePublishedAsSuch() {
        store.publish(GenericEventMessage.asEventMessage(new TestEvent("alone", 1)));

        try (var stream = store.openStream(null)) {
            assertThat(stream.peek()).hasValueSatisfying(event -> {
                assertThat(event.getPayload()).isEqualTo(new TestEvent("alone", 1));
                assertThat(event).isInstanceOf(TrackedEventMessage.class);
                assertThat(event).isNotInstanceOf(DomainEventMessage.class);
            });
        }
    }

    @Test
    void findsTheTokenBeforeAnInstant() {
        store.publish(event("test_1", 0));
        var first = eventsOf("test_1").getFirst().getTimestamp();

        assertThat(store.createTokenAt(first).position()).hasValue(0);
        assertThat(store.createTokenAt(first.plusSeconds(60)).position()).hasValue(1);
    }

    @Test
    void knowsAfterAStartWhichAggregatesNobodyNeedsToLookFor() throws Exception {
        store.publish(event("test_1", 0), event("test_2", 0), event("test_1", 1));
        close();
        store = open();
        await().until(() -> file.absent().contains("test_3"));

        assertThat(eventsOf("test_1")).hasSize(2);
        assertThat(eventsOf("test_2")).hasSize(1);
        assertThat(store.lastSequenceNumberFor("test_1")).hasValue(1L);
        assertThat(store.lastSequenceNumberFor("test_3")).isEmpty();
        store.publish(event("test_3", 0));
        assertThat(eventsOf("test_3")).hasSize(1);
    }

    @Test
    void skipsNothingWhileAnotherThreadLooksWhetherThereIsMore() throws Exception {
        var count = 20_000;
        store.publish(IntStream.range(0, count)
                .mapToObj(version -> event("test_1", version))
                .toList());
        try (var stream = store.openStream(null);
                var looking = Executors.newSingleThreadExecutor()) {
            var over = new AtomicBoolean();
            looking.execute(() -> {
                while (!over.get()) {
                    stream.peek();
                }
            });
            try {
                for (long sequence = 0; sequence < count; sequence++) {
                    assertThat(((DomainEventMessage<?>) stream.nextAvailable()).getSequenceNumber())
                            .isEqualTo(sequence);
                }
            } finally {
                over.set(true);
            }
        }
    }
}
