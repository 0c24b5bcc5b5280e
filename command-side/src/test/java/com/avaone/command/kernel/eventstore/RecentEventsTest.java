package com.avaone.command.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.junit.jupiter.api.Test;

class RecentEventsTest {

    private static final int LIMIT = 1_024;

    final RecentEvents recent = new RecentEvents();

    @Test
    void areInOrderAndEndWhereTheReaderSays() {
        LongStream.rangeClosed(1, 10).forEach(position -> recent.put(event(position, 10)));

        assertThat(recent.between(2, 5))
                .hasValueSatisfying(events -> assertThat(events)
                        .extracting(event -> event.trackingToken().position())
                        .containsExactly(OptionalLong.of(3), OptionalLong.of(4), OptionalLong.of(5)));
    }

    @Test
    void areNotThereWhenNewOnesTookTheirPlace() {
        LongStream.rangeClosed(1, LIMIT + 1).forEach(position -> recent.put(event(position, 10)));

        assertThat(recent.between(0, LIMIT)).isEmpty();
        assertThat(recent.between(0, LIMIT + 1)).isEmpty();
        assertThat(recent.between(1, LIMIT + 1))
                .hasValueSatisfying(events -> assertThat(events).hasSize(LIMIT));
    }

    @Test
    void areNotThereWhenTheyWereStoredBeforeTheStart() {
        recent.put(event(8, 10));

        assertThat(recent.between(6, 8)).isEmpty();
        assertThat(recent.between(7, 8)).isPresent();
    }

    @Test
    void replaceWhatARefusedChangeLeft() {
        recent.put(event(1, 10));
        recent.put(event(2, 11));
        recent.put(event(2, 12));

        assertThat(recent.between(1, 2))
                .hasValueSatisfying(events ->
                        assertThat(events.getFirst().getPayload().getData()).hasSize(12));
    }

    @Test
    void areNotThereWhenTheyAreLarge() {
        recent.put(event(1, 10));
        recent.put(event(2, 17_000));

        assertThat(recent.between(0, 1)).isPresent();
        assertThat(recent.between(0, 2)).isEmpty();
    }

    private static TrackedDomainEventData<byte[]> event(long position, int size) {
        return new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(position),
                new StoredEvent(
                        "test_1",
                        position,
                        "Test",
                        "event_" + position,
                        Instant.EPOCH,
                        "test.noted",
                        "1",
                        new byte[size],
                        new byte[2]));
    }
}
