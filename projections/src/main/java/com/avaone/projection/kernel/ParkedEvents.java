package com.avaone.projection.kernel;

import static com.avaone.projection.kernel.PendingWrites.ID;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Sorts.ascending;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.ParkedEventPage;
import com.avaone.api.operations.ParkedEventPage.ParkedEvent;
import com.avaone.projection.kernel.Processors.Processor;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.Objects;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that a processor could not handle, with those that wait behind them. They are tried again by themselves, after 1 s and then
 * twice as long each time up to 10 minutes, and whenever an operator asks.
 */
public final class ParkedEvents {

    /**
     * Where they lie, in the main database: {@code processor}, {@code sequence} (the organization where the event is of one), {@code position},
     * the event's stable name {@code event}, {@code aggregateId} and {@code number}, {@code parkedAt}.
     */
    public static final String COLLECTION = "parked_events";

    private static final Logger LOG = LoggerFactory.getLogger(ParkedEvents.class);

    /** So that one organization's many parked events do not hold up another's few. */
    private static final Duration TURN = Duration.ofSeconds(5);

    private static final Duration UNTIL_ONE_FAILS = Duration.ofDays(1);

    private final Processors processors;
    private final Clock clock;

    ParkedEvents(Processors processors, Clock clock) {
        this.processors = processors;
        this.clock = clock;
    }

    /**
     * A page of parked events, by processor, sequence and position.
     *
     * @param processor only of this processor; of all where null
     * @param sequence only of this sequence; of all where null
     * @param cursor the {@code next} of the page before; null for the first
     */
    public ParkedEventPage list(
            @Nullable String processor, @Nullable String sequence, @Nullable String cursor, int limit) {
        var wanted = new ArrayList<Bson>();
        if (processor != null) {
            wanted.add(eq("processor", known(processor)));
        }
        if (sequence != null) {
            wanted.add(eq("sequence", sequence));
        }
        if (cursor != null) {
            wanted.add(gt(ID, cursor));
        }
        var found = new ArrayList<ParkedEvent>();
        processors
                .parked()
                .find(wanted.isEmpty() ? new Document() : and(wanted))
                .sort(ascending(ID))
                .limit(limit + 1)
                .forEach(stored -> found.add(view(stored)));
        if (found.size() <= limit) {
            return new ParkedEventPage(found, null);
        }
        found.removeLast();
        return new ParkedEventPage(found, found.getLast().parkedEventId());
    }

    private static ParkedEvent view(Document stored) {
        var next = stored.getDate("nextAttempt");
        return new ParkedEvent(
                Objects.requireNonNull(stored.getString(ID)),
                Objects.requireNonNull(stored.getString("processor")),
                Objects.requireNonNull(stored.getString("sequence")),
                Objects.requireNonNull(stored.getString("event")),
                stored.getString("aggregateId"),
                stored.get("number", -1L),
                Objects.requireNonNull(stored.getDate("parkedAt")).toInstant(),
                stored.getString("cause"),
                stored.get("attempts", 0),
                next == null ? null : next.toInstant());
    }

    /** @throws Rejected if neither this node nor another makes the processor */
    private String known(String processor) {
        return processors.here(processor).map(Processor::name).orElse(processor);
    }

    /** How many events of the processor are parked. */
    public long size(String processor) {
        return processors.parked().countDocuments(eq("processor", known(processor)));
    }

    /**
     * Hands parked events to their processor again, in order, until one fails. Those of a processor that runs on other nodes only are made
     * due: within a second or two that node hands them over, unless the processor is paused.
     *
     * @param sequence only this sequence; every one where null
     */
    public void retry(String processor, @Nullable String sequence) {
        processors
                .here(processor)
                .ifPresentOrElse(here -> retryHere(here, sequence), () -> makeDue(processor, sequence));
    }

    private static void retryHere(Processor processor, @Nullable String sequence) {
        if (sequence != null) {
            var _ = retry(processor, sequence, UNTIL_ONE_FAILS);
            return;
        }
        for (var letters : processor.queue().deadLetters()) {
            var first = letters.iterator().next();
            var _ = retry(processor, ((ParkedLetter) first).sequence(), UNTIL_ONE_FAILS);
        }
    }

    private void makeDue(String processor, @Nullable String sequence) {
        var ofProcessor = eq("processor", processor);
        processors
                .parked()
                .updateMany(
                        sequence == null ? ofProcessor : and(ofProcessor, eq("sequence", sequence)),
                        Updates.set("nextAttempt", Date.from(clock.instant())));
    }

    private static boolean retry(Processor processor, String sequence, Duration atMost) {
        var well = true;
        for (DeadLetteringEventHandlerInvoker handlers : processor.retries()) {
            try {
                well &= ParkedQueue.onlySequence(sequence, atMost, () -> handlers.process(_ -> true));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return well;
    }

    /**
     * Gives a parked event up for good, whichever node its processor runs on; what waits behind it goes on.
     *
     * @throws Rejected with {@link KernelRule#NOT_FOUND} if it is not parked
     */
    public void discard(String processor, String parkedEventId, String reason) {
        var parked = processors.parked();
        var name = known(processor);
        var discarded = parked.findOneAndDelete(and(eq(ID, parkedEventId), eq("processor", name)));
        if (discarded == null) {
            throw new Rejected(KernelRule.NOT_FOUND, "This event is not parked.");
        }
        LOG.warn("Parked {} of processor {} was given up: {}", discarded.getString("event"), name, reason);
        makeDue(name, discarded.getString("sequence"));
    }

    /** Tries again what is due. Called every second by the watchdog, on a thread of its own. */
    void retryDue() {
        for (var processor : processors.all()) {
            if (!processor.events().isRunning()) {
                continue;
            }
            for (var sequence : processor.queue().due(clock.instant())) {
                if (retry(processor, sequence, TURN)) {
                    LOG.info("What was parked of {} in processor {} is handled", sequence, processor.name());
                }
            }
        }
    }
}
