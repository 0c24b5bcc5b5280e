package com.avaone.projection.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives what a rebuild reads in bundles, so that its batches are large and several events of a document are one write. Axon has no more than
 * 1,024 pieces at a time wait for a worker, whatever the size of a batch; but events of one token are one piece, which is always handled in one
 * batch. So the events of a bundle are handed over under the token of its last: only when all are done has the processor come to there.
 *
 * <p>Whatever is not available at once is not waited for, so that nothing comes later than without bundles.
 */
final class EventsInBundles implements StreamableMessageSource<TrackedEventMessage<?>> {

    /** Eight times as many events as otherwise are held in memory during a rebuild, some ten megabytes. */
    static final int SIZE = 8;

    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final LongSupplier until;

    /** @param until up to which position a stream that is opened now bundles */
    EventsInBundles(StreamableMessageSource<TrackedEventMessage<?>> events, LongSupplier until) {
        this.events = events;
        this.until = until;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        var last = until.getAsLong();
        var stream = events.openStream(token);
        return Positions.of(token) < last ? new Bundles(stream, last) : stream;
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return events.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return events.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return events.createTokenAt(instant);
    }

    @Override
    public TrackingToken createTokenSince(Duration duration) {
        return events.createTokenSince(duration);
    }

    /** Under the token of the bundle for as long as it waits; its handler is given the event as it was read, with its own position. */
    private static final class Bundled<T> extends GenericTrackedDomainEventMessage<T> {

        private static final long serialVersionUID = 1L;

        private final transient TrackedEventMessage<T> event;

        Bundled(TrackedEventMessage<T> event, TrackingToken token) {
            super(token, (DomainEventMessage<T>) event);
            this.event = event;
        }

        /** Called when a batch takes the event: a parked one is known by its position, which no other may have. */
        @Override
        public GenericTrackedDomainEventMessage<T> withTrackingToken(TrackingToken ofBundle) {
            return new GenericTrackedDomainEventMessage<>(event.trackingToken(), (DomainEventMessage<T>) event);
        }
    }

    /** Locked for the same reason as the streams of the embedded event store: a second thread may look whether there is more. */
    private static final class Bundles implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> events;
        private final long until;
        private final Queue<TrackedEventMessage<?>> bundle = new ArrayDeque<>(SIZE);

        Bundles(BlockingStream<TrackedEventMessage<?>> events, long until) {
            this.events = events;
            this.until = until;
        }

        @Override
        public synchronized Optional<TrackedEventMessage<?>> peek() {
            if (bundle.isEmpty() && events.hasNextAvailable()) {
                fill();
            }
            return Optional.ofNullable(bundle.peek());
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            synchronized (this) {
                if (!bundle.isEmpty()) {
                    return true;
                }
            }
            return events.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return peek().isPresent() ? taken() : events.nextAvailable();
        }

        private synchronized TrackedEventMessage<?> taken() {
            return bundle.remove();
        }

        private void fill() {
            var together = new ArrayList<TrackedEventMessage<?>>(SIZE);
            while (events.peek()
                    .filter(event -> mayBeBundled(event) && belongs(event, together))
                    .isPresent()) {
                together.add(next());
            }
            if (together.isEmpty()) {
                bundle.add(next());
                return;
            }
            var token = together.getLast().trackingToken();
            together.forEach(event -> bundle.add(new Bundled<>(event, token)));
        }

        private boolean mayBeBundled(TrackedEventMessage<?> event) {
            return Positions.of(event.trackingToken()) <= until && event instanceof DomainEventMessage<?>;
        }

        /** What an upcaster made of one event has one token already, and is never parted. */
        private static boolean belongs(TrackedEventMessage<?> event, List<TrackedEventMessage<?>> together) {
            return together.size() < SIZE
                    || Objects.equals(event.trackingToken(), together.getLast().trackingToken());
        }

        /** Of what is there already. */
        private TrackedEventMessage<?> next() {
            try {
                return events.nextAvailable();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while reading events", e);
            }
        }

        @Override
        public void skipMessagesWithPayloadTypeOf(TrackedEventMessage<?> ignored) {
            events.skipMessagesWithPayloadTypeOf(ignored);
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return events.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            events.close();
        }
    }
}
