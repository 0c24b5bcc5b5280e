package com.avaone.command.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.connector.event.EventStream;
import io.axoniq.axonserver.grpc.event.Event;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that is silent for a while is not one that has lost events. */
class AxonServerStoredLogTest {

    private final EventChannel channel = mock();
    private final StoredLog log = new AxonServerStoredLog(() -> channel);

    @BeforeEach
    void endsAtNine() {
        when(channel.getLastToken()).thenReturn(CompletableFuture.completedFuture(9L));
    }

    /** What it sends before it is silent. */
    private void sends(long... tokens) throws InterruptedException {
        Iterator<EventWithToken> events = LongStream.of(tokens)
                .mapToObj(token -> EventWithToken.newBuilder()
                        .setToken(token)
                        .setEvent(Event.getDefaultInstance())
                        .build())
                .iterator();
        EventStream stream = mock();
        when(stream.nextIfAvailable(anyLong(), any())).thenAnswer(_ -> events.hasNext() ? events.next() : null);
        when(channel.openStream(anyLong(), anyInt())).thenReturn(stream);
    }

    @Test
    void tellsWhatIsThere() throws InterruptedException {
        sends(2, 3, 5, 6, 7);
        assertThat(log.at(List.of(2L, 4L, 6L)))
                .extracting(StoredLog.Entry::position)
                .containsExactly(2L, 6L);
    }

    @Test
    void isNotToldAsWithoutEventsThatItHasNotSent() throws InterruptedException {
        sends(2, 3);
        assertThatThrownBy(() -> log.at(List.of(2L, 4L, 6L))).isInstanceOf(EventStoreException.class);
        sends();
        assertThatThrownBy(() -> log.at(List.of(9L))).isInstanceOf(EventStoreException.class);
    }

    @Test
    void hasNothingBehindItsEnd() throws InterruptedException {
        sends();
        assertThat(log.at(List.of(10L))).isEmpty();
        assertThat(log.at(List.of())).isEmpty();
    }

    @Test
    void tellsWhatCameInTimeOfWhatIsBehindAPosition() throws InterruptedException {
        sends(2, 3);
        assertThat(log.behind(1, 5)).extracting(StoredLog.Entry::position).containsExactly(2L, 3L);
        sends(2, 3, 4);
        assertThat(log.behind(1, 2)).hasSize(2);
    }
}
