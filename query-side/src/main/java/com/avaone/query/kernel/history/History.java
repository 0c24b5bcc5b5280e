package com.avaone.query.kernel.history;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Page;
import com.avaone.api.kernel.Rejected;
import com.avaone.query.kernel.Cursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the event store. Whatever is answered here is complete as soon as a command is accepted. Refuses as
 * {@link KernelRule#STORE_UNAVAILABLE} while the store does not answer.
 */
@Component
public class History {

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private static final int PATIENCE_SECONDS = 2;

    private final EventStore store;

    History(EventStore store) {
        this.store = store;
    }

    /** The first event of an aggregate. */
    public Optional<Occurrence> first(String aggregateId) {
        var events = ask(() -> store.readEvents(aggregateId, 0));
        return ask(events::hasNext) ? Optional.of(Occurrence.of(ask(events::next))) : Optional.empty();
    }

    /** Shows an aggregate's events in order to {@code reader}, until it answers false. Snapshots play no part. */
    public void read(String aggregateId, Predicate<Occurrence> reader) {
        read(aggregateId, 0, reader);
    }

    /** Shows an aggregate's events up to a moment in order to {@code reader}; it has to be one that can be held against them. */
    public void read(String aggregateId, AsOf asOf, Consumer<Occurrence> reader) {
        read(aggregateId, occurrence -> {
            var counts = asOf.includes(occurrence);
            if (counts) {
                reader.accept(occurrence);
            }
            return counts;
        });
    }

    /** Shows its events from the one with this number on, until {@code reader} answers false. */
    public void read(String aggregateId, long from, Predicate<Occurrence> reader) {
        var events = ask(() -> store.readEvents(aggregateId, from));
        while (ask(events::hasNext)) {
            if (!reader.test(Occurrence.of(ask(events::next)))) {
                return;
            }
        }
    }

    /**
     * What happened to an aggregate, newest first. Before and after are known only by going through the stream from its first event, so a
     * page costs time in the length of the stream up to it, but memory only in its own length.
     *
     * @param cursor from the page before; the newest entries without one
     * @param entry makes an entry of an event; called for each from the first up to the last of the page, in their order
     * @throws Rejected naming {@code cursor} if it is none of such a page
     */
    public <E> Page<E> page(String aggregateId, @Nullable String cursor, int limit, Function<Occurrence, E> entry) {
        var end = cursor == null
                ? Long.MAX_VALUE
                : Cursor.number(Cursor.parts(cursor, 1).getFirst());
        var entries = new ArrayDeque<Numbered<E>>(limit + 1);
        read(aggregateId, occurrence -> {
            if (occurrence.number() >= end) {
                return false;
            }
            if (entries.size() == limit) {
                entries.removeFirst();
            }
            entries.addLast(new Numbered<>(occurrence.number(), entry.apply(occurrence)));
            return true;
        });
        var oldest = entries.isEmpty() ? 0 : entries.getFirst().number();
        return new Page<>(
                entries.reversed().stream().map(Numbered::entry).toList(),
                oldest == 0 ? null : Cursor.of(Long.toString(oldest)));
    }

    private record Numbered<E>(long number, E entry) {}

    /** Position of the log's last event; 0 before the first. */
    public long head() {
        return positionOf(ask(store::createHeadToken));
    }

    /** The event at a position, or the first after it. */
    public Optional<Occurrence> at(long position) {
        return range(position, 1).stream().findFirst();
    }

    /** The log's last events, newest first. */
    public List<Occurrence> newest(int limit) {
        return range(head() - limit + 1, limit).reversed();
    }

    /** Up to {@code limit} events from a position on. */
    private List<Occurrence> range(long from, int limit) {
        var found = new ArrayList<Occurrence>(limit);
        var head = head();
        var last = from - 1;
        // A token is the position of the event before the first to be read.
        try (var stream = store.openStream(from <= 0 ? null : new GlobalSequenceTrackingToken(last))) {
            // The wait is for a store that sends its events from elsewhere; they are there, for the head was seen.
            while (last < head && found.size() < limit && stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                var message = stream.nextAvailable();
                last = positionOf(message.trackingToken());
                found.add(Occurrence.of(message));
            }
        } catch (AxonException failure) {
            throw unavailable(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Rejected(KernelRule.STORE_UNAVAILABLE, "The suite is stopping.");
        }
        return found;
    }

    /** What the store answers; nothing of an event's content is read here, so whatever fails is the store. */
    private static <T extends @Nullable Object> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (AxonException failure) {
            throw unavailable(failure);
        }
    }

    private static Rejected unavailable(AxonException failure) {
        LOG.warn("The event store does not answer: {}", failure.getMessage());
        return new Rejected(
                KernelRule.STORE_UNAVAILABLE, "The event store does not answer now. Try again in a few seconds.");
    }

    private static long positionOf(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }
}
