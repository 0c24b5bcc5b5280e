package com.avaone.command.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.command.kernel.MessageNames;
import com.avaone.command.kernel.NamedSerializer;
import com.avaone.command.kernel.personal.KeysOnDisposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every event store of the suite must do, whether embedded or a server. */
@SuppressWarnings("NullAway.Init") // opened before each test
abstract class EventStoreContractTest {

    static final Serializer SERIALIZER = NamedSerializer.forEvents(
            new MessageNames(List.of(TestEvent.class, TestSnapshot.class)), KeysOnDisposal.seal());

    private static final Duration SOON = Duration.ofSeconds(10);

    private final String aggregateId = "test_" + TimeOrderedId.next();
    EventStore store;

    /** Opens the store, or opens it again on what it held when it was closed. */
    abstract EventStore open() throws Exception;

    abstract void close() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @AfterEach
    void closeStore() throws Exception {
        close();
    }

    @Test
    void readsBackWhatWasAppended() {
        store.publish(event(aggregateId, 0), event(aggregateId, 1));

        var read = eventsOf(aggregateId);

        assertThat(read).extracting(e -> (Object) e.getPayload()).containsExactly(payload(0), payload(1));
        var first = read.getFirst();
        assertThat(first.getSequenceNumber()).isZero();
        assertThat(first.getType()).isEqualTo("Test");
        assertThat(first.getMetaData()).containsEntry(MetadataKey.REASON, "because");
        assertThat(Duration.between(first.getTimestamp(), Instant.now()).abs()).isLessThan(SOON);
    }

    @Test
    void keepsIdentifierAndTimeToTheMillisecond() {
        var event = event(aggregateId, 0);
        store.publish(event);

        var read = eventsOf(aggregateId).getFirst();

        assertThat(read.getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.getTimestamp().toEpochMilli())
                .isEqualTo(event.getTimestamp().toEpochMilli());
    }

    @Test
    void knowsNothingOfAnAggregateThatNeverWas() {
        assertThat(eventsOf(aggregateId)).isEmpty();
        assertThat(store.lastSequenceNumberFor(aggregateId)).isEmpty();
    }

    @Test
    void readsFromAVersionOn() {
        publish(aggregateId, 0, 400);

        var read = store.readEvents(aggregateId, 398).asStream().toList();

        assertThat(read).extracting(e -> e.getSequenceNumber()).containsExactly(398L, 399L);
        assertThat(store.lastSequenceNumberFor(aggregateId)).hasValue(399L);
        assertThat(eventsOf(aggregateId)).hasSize(400);
    }

    @Test
    void refusesAVersionThatIsTaken() {
        store.publish(event(aggregateId, 0), event(aggregateId, 1));

        assertThatThrownBy(() -> store.publish(event(aggregateId, 1))).satisfies(this::isConflict);

        assertThat(eventsOf(aggregateId)).hasSize(2);
    }

    @Test
    void storesNothingOfAnAppendThatConflicts() {
        store.publish(event(aggregateId, 0), event(aggregateId, 1));
        var other = "test_" + TimeOrderedId.next();

        assertThatThrownBy(() -> store.publish(event(other, 0), event(other, 1), event(aggregateId, 1)))
                .satisfies(this::isConflict);

        assertThat(eventsOf(other)).isEmpty();
    }

    @Test
    void refusesToCreateAnAggregateTwice() {
        store.publish(event(aggregateId, 0));

        assertThatThrownBy(() -> store.publish(event(aggregateId, 0))).satisfies(this::isConflict);
    }

    @Test
    void wakesAStreamThatWaitsAtTheEnd() throws Exception {
        try (var stream = store.openStream(store.createHeadToken())) {
            var next = new FutureTask<TrackedEventMessage<?>>(() -> nextOf(aggregateId, stream));
            var reader = Thread.ofPlatform().start(next);
            await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);

            store.publish(event(aggregateId, 0));

            assertThat(next.get(SOON.toSeconds(), TimeUnit.SECONDS).getPayload())
                    .isEqualTo(payload(0));
        }
    }

    @Test
    void callsBackWhenAStreamAtTheEndHasMore() throws Exception {
        try (var stream = store.openStream(store.createHeadToken())) {
            var called = new CountDownLatch(1);
            assertThat(stream.setOnAvailableCallback(called::countDown)).isTrue();
            assertThat(stream.hasNextAvailable(0, TimeUnit.MILLISECONDS)).isFalse();

            store.publish(event(aggregateId, 0));

            assertThat(called.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void streamsInTheOrderOfAppendFromAPosition() throws Exception {
        var before = store.createHeadToken();
        publish(aggregateId, 0, 300);

        var tokens = new ArrayList<TrackingToken>();
        var versions = new ArrayList<Long>();
        try (var stream = store.openStream(before)) {
            for (int i = 0; i < 300; i++) {
                var next = nextOf(aggregateId, stream);
                tokens.add(next.trackingToken());
                versions.add(((DomainEventMessage<?>) next).getSequenceNumber());
            }
        }

        assertThat(versions).isSorted().hasSize(300).startsWith(0L).endsWith(299L);
        for (int i = 1; i < tokens.size(); i++) {
            assertThat(tokens.get(i).covers(tokens.get(i - 1))).isTrue();
        }
        try (var again = store.openStream(tokens.get(298))) {
            assertThat(nextOf(aggregateId, again).trackingToken()).isEqualTo(tokens.get(299));
        }
    }

    /** A receipt tells the head as the position of what was appended. */
    @Test
    void saysAtTheHeadThePositionOfTheLastEvent() throws Exception {
        var before = store.createHeadToken();
        store.publish(event(aggregateId, 0), event(aggregateId, 1));
        var head = store.createHeadToken();

        try (var stream = store.openStream(before)) {
            nextOf(aggregateId, stream);
            assertThat(nextOf(aggregateId, stream).trackingToken().position()).isEqualTo(head.position());
        }
    }

    @Test
    void readsFromTheFirstEventAtTheTail() throws Exception {
        store.publish(event(aggregateId, 0));
        try (var stream = store.openStream(store.createTailToken())) {
            assertThat(stream.hasNextAvailable((int) SOON.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        }
    }

    @Test
    void startsFromTheNewestSnapshot() {
        publish(aggregateId, 0, 20);
        store.storeSnapshot(snapshot(aggregateId, 9, 45));
        store.storeSnapshot(snapshot(aggregateId, 14, 105));

        // Axon Server answers before a snapshot can be read: it only saves time, and nobody waits for it.
        await().atMost(SOON).until(() -> eventsOf(aggregateId).size() == 6);
        var read = eventsOf(aggregateId);
        assertThat(read.getFirst().getPayload())
                .isInstanceOfSatisfying(
                        TestSnapshot.class,
                        snapshot -> assertThat(snapshot.total()).isEqualTo(105));
        assertThat(read.get(1).getSequenceNumber()).isEqualTo(15);
    }

    @Test
    void hasEverythingAfterARestart() throws Exception {
        publish(aggregateId, 0, 5);
        store.storeSnapshot(snapshot(aggregateId, 3, 6));
        var position = store.createHeadToken().position();

        close();
        store = open();

        assertThat(store.createHeadToken().position()).isEqualTo(position);
        assertThat(eventsOf(aggregateId)).hasSize(2);
        assertThat(store.readEvents(aggregateId, 0).asStream().toList()).hasSize(5);
        store.publish(event(aggregateId, 5));
        assertThat(store.lastSequenceNumberFor(aggregateId)).hasValue(5L);
    }

    @Test
    void takes32ConcurrentWritersWithoutLossOrGap() throws Exception {
        int writers = 32;
        int each = 20;
        var before = store.createHeadToken();
        var ids = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < writers; i++) {
                var id = "test_" + TimeOrderedId.next();
                ids.add(id);
                running.add(threads.submit(() -> publish(id, 0, each)));
            }
            for (var writer : running) {
                writer.get(60, TimeUnit.SECONDS);
            }
        }

        for (var id : ids) {
            assertThat(eventsOf(id))
                    .hasSize(each)
                    .extracting(e -> e.getSequenceNumber())
                    .isSorted();
        }
        var seen = new HashSet<String>();
        try (var stream = store.openStream(before)) {
            while (seen.size() < writers * each) {
                assertThat(stream.hasNextAvailable((int) SOON.toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
                var next = stream.nextAvailable();
                assertThat(seen.add(next.getIdentifier())).isTrue();
            }
        }
    }

    @Test
    void letsExactlyOneOfManyAppendAVersion() throws Exception {
        int rivals = 16;
        int accepted = 0;
        store.publish(event(aggregateId, 0));
        try (var threads = Executors.newFixedThreadPool(rivals)) {
            var start = new CountDownLatch(1);
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < rivals; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    store.publish(event(aggregateId, 1));
                    return true;
                }));
            }
            start.countDown();
            for (var rival : running) {
                try {
                    rival.get(30, TimeUnit.SECONDS);
                    accepted++;
                } catch (ExecutionException refused) {
                    isConflict(refused.getCause());
                }
            }
        }

        assertThat(accepted).isOne();
        assertThat(eventsOf(aggregateId)).hasSize(2);
    }

    /** Axon tells the first event of a stream from the others; Axon Server names a conflict by its code only, in whatever class it comes. */
    private void isConflict(@Nullable Throwable failure) {
        assertThat(failure)
                .satisfiesAnyOf(
                        conflict -> assertThat(conflict)
                                .isInstanceOfAny(ConcurrencyException.class, AggregateStreamCreationException.class),
                        conflict -> assertThat(conflict).hasMessageContaining("[AXONIQ-2000]"));
    }

    private static TrackedEventMessage<?> nextOf(String aggregateId, BlockingStream<TrackedEventMessage<?>> stream) {
        try {
            while (stream.hasNextAvailable((int) SOON.toMillis(), TimeUnit.MILLISECONDS)) {
                var next = stream.nextAvailable();
                if (next instanceof DomainEventMessage<?> event
                        && event.getAggregateIdentifier().equals(aggregateId)) {
                    return next;
                }
            }
            throw new AssertionError("No event of " + aggregateId + " came");
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    final List<? extends DomainEventMessage<?>> eventsOf(String id) {
        return store.readEvents(id).asStream().toList();
    }

    private void publish(String id, int from, int count) {
        for (int i = from; i < from + count; i++) {
            store.publish(event(id, i));
        }
    }

    static DomainEventMessage<TestEvent> event(String id, int version) {
        return new GenericDomainEventMessage<>(
                "Test", id, version, payload(version), MetaData.with(MetadataKey.REASON, "because"));
    }

    private static DomainEventMessage<TestSnapshot> snapshot(String id, int version, int sum) {
        return new GenericDomainEventMessage<>("Test", id, version, new TestSnapshot(sum));
    }

    private static TestEvent payload(int number) {
        return new TestEvent("something to note, €", number);
    }
}
