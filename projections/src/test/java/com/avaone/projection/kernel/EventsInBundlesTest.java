package com.avaone.projection.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventsInBundlesTest {

    private final Deque<TrackedEventMessage<?>> log = new ArrayDeque<>();

    /** What is in the log and nothing more; who waits for more would wait for ever. */
    private final StreamableMessageSource<TrackedEventMessage<?>> source =
            new StreamableMessageSource<TrackedEventMessage<?>>() {
                @Override
                public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
                    return new BlockingStream<>() {
                        @Override
                        public Optional<TrackedEventMessage<?>> peek() {
                            return Optional.ofNullable(log.peek());
                        }

                        @Override
                        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
                            return !log.isEmpty();
                        }

                        @Override
                        public TrackedEventMessage<?> nextAvailable() {
                            return log.remove();
                        }

                        @Override
                        public void close() {}
                    };
                }
            };

    private void append(long... positions) {
        for (var position : positions) {
            log.add(new GenericTrackedDomainEventMessage<>(
                    new GlobalSequenceTrackingToken(position),
                    new GenericDomainEventMessage<>("thing", "a", position, "event " + position)));
        }
    }

    private static List<TrackedEventMessage<?>> all(BlockingStream<TrackedEventMessage<?>> stream)
            throws InterruptedException {
        var all = new ArrayList<TrackedEventMessage<?>>();
        while (stream.hasNextAvailable()) {
            assertThat(stream.peek()).isPresent();
            all.add(stream.nextAvailable());
        }
        assertThat(stream.peek()).isEmpty();
        return all;
    }

    private BlockingStream<TrackedEventMessage<?>> stream(long until) {
        return new EventsInBundles(source, () -> until).openStream(null);
    }

    private static List<Long> positions(List<TrackedEventMessage<?>> events) {
        return events.stream().map(event -> Positions.of(event.trackingToken())).toList();
    }

    @Test
    void haveTheTokenOfTheLastOfTheirBundleUntilTheyAreHandled() throws InterruptedException {
        append(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

        var events = all(stream(100));

        assertThat(positions(events)).containsExactly(8L, 8L, 8L, 8L, 8L, 8L, 8L, 8L, 10L, 10L);
        var handled = events.stream()
                .<TrackedEventMessage<?>>map(event -> event.withTrackingToken(event.trackingToken()))
                .toList();
        assertThat(positions(handled)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(handled.getLast().getPayload()).isEqualTo("event 10");
        assertThat(handled.getLast())
                .isInstanceOfSatisfying(
                        DomainEventMessage.class,
                        event -> assertThat(event.getSequenceNumber()).isEqualTo(10));
    }

    @Test
    void areNotWaitedFor() throws InterruptedException {
        var stream = stream(100);
        append(1, 2);
        assertThat(positions(all(stream))).containsExactly(2L, 2L);
        append(3);
        assertThat(positions(all(stream))).containsExactly(3L);
    }

    @Test
    void areAsTheyWereReadAfterTheRebuild() throws InterruptedException {
        append(1, 2, 3, 4, 5);
        assertThat(positions(all(stream(3)))).containsExactly(3L, 3L, 3L, 4L, 5L);
        append(1, 2);
        assertThat(positions(all(stream(Positions.NONE)))).containsExactly(1L, 2L);
    }

    @Test
    void stayTogetherWhereAnUpcasterMadeThemOfOne() throws InterruptedException {
        append(1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 9);
        assertThat(positions(all(stream(100)))).containsExactly(8L, 8L, 8L, 8L, 8L, 8L, 8L, 8L, 8L, 8L, 9L);
    }

    @Test
    void standAloneWhereNoAggregatePublishedThem() throws InterruptedException {
        append(1, 2);
        log.add(new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(3), GenericEventMessage.asEventMessage("of no aggregate")));
        append(4, 5);
        assertThat(positions(all(stream(100)))).containsExactly(2L, 2L, 3L, 5L, 5L);
    }
}
