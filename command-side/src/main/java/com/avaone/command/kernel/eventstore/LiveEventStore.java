package com.avaone.command.kernel.eventstore;

import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.monitoring.MessageMonitor;
import org.axonframework.monitoring.NoOpMessageMonitor;
import org.jspecify.annotations.Nullable;

/**
 * An event store whose streams are woken by the commit. Axon's own embedded one has no such wake: a processor that has caught up would look
 * for new events every 500 ms only.
 */
public final class LiveEventStore extends AbstractEventStore implements LogHead {

    private final SqliteEventStorageEngine engine;

    /** An event store that is neither measured nor traced. */
    public LiveEventStore(SqliteEventStorageEngine engine) {
        this(engine, new Settings(engine, NoOpMessageMonitor.INSTANCE));
    }

    /** An event store that tells {@code monitor} and {@code spans} about published events. */
    public LiveEventStore(
            SqliteEventStorageEngine engine,
            MessageMonitor<? super EventMessage<?>> monitor,
            EventBusSpanFactory spans) {
        this(engine, new Settings(engine, monitor).spanFactory(spans));
    }

    private LiveEventStore(SqliteEventStorageEngine engine, AbstractEventStore.Builder settings) {
        super(settings);
        this.engine = engine;
    }

    private static final class Settings extends AbstractEventStore.Builder {

        Settings(SqliteEventStorageEngine engine, MessageMonitor<? super EventMessage<?>> monitor) {
            storageEngine(engine);
            messageMonitor(monitor);
        }

        @Override
        public Settings spanFactory(EventBusSpanFactory spans) {
            super.spanFactory(spans);
            return this;
        }
    }

    /** Asks the file only if the aggregate may be there. */
    @Override
    public DomainEventStream readEvents(String aggregateId) {
        return engine.isAbsent(aggregateId)
                ? DomainEventStream.of(stagedDomainEventMessages(aggregateId))
                : super.readEvents(aggregateId);
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new LiveStream(WrappedToken.unwrapLowerBound(token));
    }

    @Override
    public long head() {
        return engine.head();
    }

    /** As {@link SqliteStore#onCommit}. */
    public AutoCloseable onCommit(Runnable listener) {
        return engine.onCommit(listener);
    }

    /**
     * Read by one thread, woken by the writer's. A second thread may look at the same moment whether there is more: Axon's coordinator still
     * looks when the next one is let in already. Without a lock both would read on, and one event would be skipped.
     */
    private final class LiveStream implements TrackingEventStream {

        /** Held while reading; not the monitor by which the writer wakes, because the writer must not wait for a reader. */
        private final Object reading = new Object();

        private volatile @Nullable TrackingToken position;
        private Iterator<? extends TrackedEventMessage<?>> batch = Collections.emptyIterator();
        private @Nullable TrackedEventMessage<?> next;
        private volatile Runnable callback = () -> {};
        /** Whether the reader has seen the end of the log and wants to be told of what comes. */
        private volatile boolean atEnd;

        private volatile boolean closed;
        private final AutoCloseable registration;

        LiveStream(@Nullable TrackingToken position) {
            this.position = position;
            this.registration = engine.onCommit(this::wake);
        }

        private void wake() {
            // A reader that is still reading sees the commit by itself.
            if (atEnd) {
                atEnd = false;
                synchronized (this) {
                    notifyAll();
                }
                callback.run();
            }
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            synchronized (reading) {
                return fetch() ? Optional.ofNullable(next) : Optional.empty();
            }
        }

        private boolean fetch() {
            synchronized (reading) {
                return next != null || read();
            }
        }

        private boolean read() {
            if (!batch.hasNext()) {
                // Said before looking, so that no commit falls between the look and the wait.
                atEnd = true;
                if (caughtUp()) {
                    return false;
                }
                atEnd = false;
                batch = engine.readEvents(position, false).iterator();
                if (!batch.hasNext()) {
                    return false;
                }
            }
            var event = batch.next();
            next = event;
            position = event.trackingToken();
            return true;
        }

        private boolean caughtUp() {
            return engine.head() <= SqliteEventStorageEngine.positionOf(position);
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            var end = System.nanoTime() + unit.toNanos(timeout);
            while (!fetch()) {
                var left = end - System.nanoTime();
                if (left <= 0 || closed) {
                    return false;
                }
                synchronized (this) {
                    if (caughtUp() && !closed) {
                        TimeUnit.NANOSECONDS.timedWait(this, left);
                    }
                }
            }
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            while (true) {
                if (!hasNextAvailable(Integer.MAX_VALUE, TimeUnit.MILLISECONDS) && closed) {
                    throw new EventStoreException("The stream is closed");
                }
                synchronized (reading) {
                    var found = next;
                    if (found != null) {
                        next = null;
                        return found;
                    }
                }
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable whenAvailable) {
            callback = whenAvailable;
            return true;
        }

        @Override
        public void close() {
            closed = true;
            synchronized (this) {
                notifyAll();
            }
            try {
                registration.close();
            } catch (Exception failure) {
                throw new EventStoreException("The stream cannot be closed", failure);
            }
        }
    }
}
