package com.avaone.query.feed;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the event store in the log's order. Refuses as {@link KernelRule#STORE_UNAVAILABLE} while it does not answer. */
final class EventLog {

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    /** For a store that sends its events from elsewhere; they are there, for the head was seen. */
    private static final int PATIENCE_SECONDS = 2;

    private final EventStore store;
    private final CloudEventWriter writer;

    EventLog(EventStore store, CloudEventWriter writer) {
        this.store = store;
        this.writer = writer;
    }

    /** Position of the last event; -1 before the first. */
    long head() {
        try {
            return positionOf(store.createHeadToken());
        } catch (AxonException failure) {
            throw unavailable(failure);
        }
    }

    /** Shows the events behind {@code after} and up to {@code head} in order to {@code reader}, until it answers false. */
    void read(long after, long head, Predicate<LoggedEvent> reader) {
        // A token is the position of the event before the first to be read.
        try (var stream = store.openStream(tokenOf(after))) {
            var last = after;
            while (last < head && stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                var event = new LoggedEvent(stream.nextAvailable(), writer);
                last = event.position();
                if (!reader.test(event)) {
                    return;
                }
            }
        } catch (AxonException failure) {
            throw unavailable(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Rejected(KernelRule.STORE_UNAVAILABLE, "The suite is stopping.");
        }
    }

    static @Nullable TrackingToken tokenOf(long position) {
        return position < 0 ? null : new GlobalSequenceTrackingToken(position);
    }

    static long positionOf(@Nullable TrackingToken token) {
        return token == null ? -1 : token.position().orElse(-1);
    }

    private static Rejected unavailable(AxonException failure) {
        LOG.warn("The event store does not answer: {}", failure.getMessage());
        return new Rejected(
                KernelRule.STORE_UNAVAILABLE, "The event store does not answer now. Try again in a few seconds.");
    }
}
