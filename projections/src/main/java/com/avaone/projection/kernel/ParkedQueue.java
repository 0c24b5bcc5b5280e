package com.avaone.projection.kernel;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;

import com.avaone.api.kernel.StableName;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.DeadLetterQueueOverflowException;
import org.axonframework.messaging.deadletter.EnqueueDecision;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parked events of one processor, in a plain collection of the main database. Beside Axon's own for MongoDB: an event that is parked
 * twice is there once (its position is its key), it holds no copy of the event, and it knows when to try again.
 */
final class ParkedQueue implements SequencedDeadLetterQueue<EventMessage<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedQueue.class);
    /** Only this is to be processed. */
    private static final ScopedValue<Turn> ONLY = ScopedValue.newInstance();

    /** @param until {@link System#nanoTime} after which no further event is taken up */
    private record Turn(String sequence, long until) {}

    /** After this another node may try what one began to. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    /** By so many another node may overstep the limit. */
    private static final int COUNTED_AGAIN_AFTER = 1_000;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final String processor;
    private final MongoCollection<Document> parked;
    private final Supplier<EventStore> events;
    private final Runnable batchSoFar;
    private final Clock clock;
    private final long maxSize;
    private volatile boolean provisioned;
    /** How many may be parked before they are counted again. */
    private long room;

    /** @param batchSoFar writes what the events of the present batch have told until now */
    ParkedQueue(
            String processor,
            MongoCollection<Document> parked,
            Supplier<EventStore> events,
            Runnable batchSoFar,
            Clock clock,
            long maxSize) {
        this.processor = processor;
        this.parked = parked;
        this.events = events;
        this.batchSoFar = batchSoFar;
        this.clock = clock;
        this.maxSize = maxSize;
    }

    /** With the first event and not at the start, when the database may be away. */
    private void provision() {
        if (provisioned) {
            return;
        }
        parked.createIndex(new Document("processor", 1).append("sequence", 1).append("position", 1));
        parked.createIndex(new Document("processor", 1).append("nextAttempt", 1));
        provisioned = true;
    }

    private Bson mine() {
        return eq("processor", processor);
    }

    private Bson of(String sequence) {
        return and(eq("processor", processor), eq("sequence", sequence));
    }

    /**
     * @throws DeadLetterQueueOverflowException if the processor has too many parked events; it then stands still rather than skip one
     */
    @Override
    public void enqueue(Object sequenceIdentifier, DeadLetter<? extends EventMessage<?>> letter) {
        provision();
        var event = letter.message();
        if (!hasRoom()) {
            throw new DeadLetterQueueOverflowException(
                    "Processor %s has %d parked events and takes no more: repair their cause, retry or discard them. It stands still at %s."
                            .formatted(processor, maxSize, event.getIdentifier()));
        }
        var sequence = sequenceIdentifier.toString();
        var position = event instanceof TrackedEventMessage<?> tracked
                ? tracked.trackingToken().position().orElse(-1)
                : -1;
        var now = clock.instant();
        var cause = letter.cause().orElse(null);
        var id = "%s/%s/%020d".formatted(processor, sequence, position);
        var document = new Document("_id", id)
                .append("processor", processor)
                .append("sequence", sequence)
                .append("position", position)
                .append("event", nameOf(event.getPayloadType()))
                .append("parkedAt", Date.from(now))
                .append("touchedAt", Date.from(now))
                .append("attempts", cause == null ? 0 : 1)
                .append("nextAttempt", Date.from(now.plus(FIRST_RETRY)));
        if (event instanceof DomainEventMessage<?> domainEvent) {
            document.append("aggregateId", domainEvent.getAggregateIdentifier())
                    .append("number", domainEvent.getSequenceNumber());
        }
        if (cause != null) {
            document.append("causeType", cause.type()).append("cause", cause.message());
            LOG.warn(
                    "Processor {} parked event {} at position {} and holds up {}: {}: {}",
                    processor,
                    document.getString("event"),
                    position,
                    sequence,
                    cause.type(),
                    cause.message());
        }
        // It may be tried again before its batch is done, or after that failed. What it follows must be written by
        // then, or would be taken for older than what is there.
        batchSoFar.run();
        parked.replaceOne(eq("_id", id), document, new ReplaceOptions().upsert(true));
    }

    /** Does not count for each event: where very many are parked that would take longer than to park them. */
    private synchronized boolean hasRoom() {
        if (room == 0) {
            room = Math.clamp(maxSize - size(), 0, COUNTED_AGAIN_AFTER);
        }
        if (room == 0) {
            return false;
        }
        room--;
        return true;
    }

    private static String nameOf(Class<?> payloadType) {
        var name = payloadType.getAnnotation(StableName.class);
        return name == null ? payloadType.getSimpleName() : name.value();
    }

    @Override
    public void evict(DeadLetter<? extends EventMessage<?>> letter) {
        parked.deleteOne(eq("_id", ((ParkedLetter) letter).id()));
    }

    @Override
    public void requeue(
            DeadLetter<? extends EventMessage<?>> letter,
            UnaryOperator<DeadLetter<? extends EventMessage<?>>> letterUpdater) {
        var failed = (ParkedLetter) letter;
        var attempts = failed.attempts() + 1;
        var now = clock.instant();
        var updates = new ArrayList<>(List.of(
                Updates.set("attempts", attempts),
                Updates.set("touchedAt", Date.from(now)),
                Updates.set("nextAttempt", Date.from(now.plus(wait(attempts)))),
                Updates.unset("claimedUntil")));
        letterUpdater.apply(letter).cause().ifPresent(cause -> updates.addAll(asUpdates(cause)));
        parked.updateOne(eq("_id", failed.id()), Updates.combine(updates));
    }

    private static List<Bson> asUpdates(Cause cause) {
        return List.of(Updates.set("causeType", cause.type()), Updates.set("cause", cause.message()));
    }

    private static Duration wait(int attempts) {
        var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    @Override
    public boolean contains(Object sequenceIdentifier) {
        return parked.find(of(sequenceIdentifier.toString())).limit(1).first() != null;
    }

    @Override
    public Iterable<DeadLetter<? extends EventMessage<?>>> deadLetterSequence(Object sequenceIdentifier) {
        var letters = new ArrayList<DeadLetter<? extends EventMessage<?>>>();
        parked.find(of(sequenceIdentifier.toString()))
                .sort(ascending("position"))
                .forEach(stored -> letters.add(letter(stored)));
        return letters;
    }

    @Override
    public Iterable<Iterable<DeadLetter<? extends EventMessage<?>>>> deadLetters() {
        return sequences().stream().map(this::deadLetterSequence).toList();
    }

    private Set<String> sequences() {
        var sequences = new LinkedHashSet<String>();
        parked.find(mine()).sort(ascending("position")).forEach(stored -> sequences.add(stored.getString("sequence")));
        return sequences;
    }

    @Override
    public boolean isFull(Object sequenceIdentifier) {
        return size() >= maxSize;
    }

    @Override
    public long size() {
        return parked.countDocuments(mine());
    }

    @Override
    public long sequenceSize(Object sequenceIdentifier) {
        return parked.countDocuments(of(sequenceIdentifier.toString()));
    }

    @Override
    public long amountOfSequences() {
        return sequences().size();
    }

    /** Runs {@code processing} so that {@link #process} takes up only {@code sequence}, and after {@code atMost} no further event of it. */
    static <T> T onlySequence(String sequence, Duration atMost, Callable<T> processing) throws Exception {
        return ScopedValue.where(ONLY, new Turn(sequence, System.nanoTime() + atMost.toNanos()))
                .call(processing::call);
    }

    @Override
    public boolean process(
            Predicate<DeadLetter<? extends EventMessage<?>>> sequenceFilter,
            Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> processingTask) {
        for (var sequence : ONLY.isBound() ? Set.of(ONLY.get().sequence()) : sequences()) {
            var first = next(sequence, -1);
            if (first != null && sequenceFilter.test(letter(first))) {
                return processSequence(sequence, first, processingTask);
            }
        }
        return false;
    }

    private boolean processSequence(
            String sequence,
            Document first,
            Function<DeadLetter<? extends EventMessage<?>>, EnqueueDecision<EventMessage<?>>> processingTask) {
        for (var stored = first; stored != null; stored = next(sequence, stored.getLong("position"))) {
            if (stored != first
                    && ONLY.isBound()
                    && System.nanoTime() - ONLY.get().until() > 0) {
                return false; // it stays due
            }
            if (!claim(stored)) {
                return false; // somebody else has come to it, and goes on from there
            }
            var letter = letter(stored);
            EnqueueDecision<EventMessage<?>> decision;
            try {
                decision = processingTask.apply(letter);
            } catch (NoSuchEvent e) {
                LOG.warn("The event of parked {} is not in the log any more; it is given up", letter.id(), e);
                evict(letter);
                continue;
            }
            if (decision.shouldEnqueue()) {
                requeue(
                        letter,
                        updated -> updated.withCause(decision.enqueueCause().orElse(null)));
                return false;
            }
            evict(letter);
        }
        return true;
    }

    private @Nullable Document next(String sequence, long after) {
        return parked.find(and(of(sequence), gt("position", after)))
                .sort(ascending("position"))
                .limit(1)
                .first();
    }

    private boolean claim(Document stored) {
        var now = clock.instant();
        var claimed = parked.updateOne(
                and(eq("_id", stored.getString("_id")), free(now)),
                Updates.set("claimedUntil", Date.from(now.plus(CLAIM))));
        return claimed.getModifiedCount() == 1;
    }

    private static Bson free(Instant now) {
        return or(exists("claimedUntil", false), lt("claimedUntil", Date.from(now)));
    }

    /** Sequences whose first event may be tried again now. It costs a request for each in which something seems due. */
    Set<String> due(Instant now) {
        var seemingly = and(mine(), lte("nextAttempt", Date.from(now)));
        var due = new LinkedHashSet<String>();
        parked.distinct("sequence", seemingly, String.class).forEach(sequence -> {
            var first = next(sequence, -1);
            if (first == null) {
                return;
            }
            if (first.getDate("nextAttempt").toInstant().isAfter(now)) {
                // The others only wait behind the first, and need not be looked at earlier than that.
                parked.updateMany(
                        and(of(sequence), lte("nextAttempt", Date.from(now))),
                        Updates.set("nextAttempt", first.getDate("nextAttempt")));
            } else {
                due.add(sequence);
            }
        });
        return due;
    }

    /**
     * Comes back when nobody handles one of them any more: called before a rebuild marks documents, of which the event that is being handled
     * would make new ones in the midst.
     */
    @Override
    public void clear() {
        var deadline = System.nanoTime() + CLAIM.toNanos();
        parked.deleteMany(and(mine(), free(clock.instant())));
        while (size() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            parked.deleteMany(and(mine(), free(clock.instant())));
        }
        parked.deleteMany(mine());
    }

    private ParkedLetter letter(Document stored) {
        return new ParkedLetter(stored, () -> read(stored));
    }

    private EventMessage<?> read(Document stored) {
        var position = stored.getLong("position");
        var aggregateId = stored.getString("aggregateId");
        if (aggregateId == null) {
            return readAt(position);
        }
        var stream = events.get().readEvents(aggregateId, stored.getLong("number"));
        if (!stream.hasNext()) {
            throw new NoSuchEvent(stored.getString("_id"));
        }
        return new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(position), stream.next());
    }

    private EventMessage<?> readAt(long position) {
        try (var stream =
                events.get().openStream(position <= 0 ? null : new GlobalSequenceTrackingToken(position - 1))) {
            if (!stream.hasNextAvailable()) {
                throw new NoSuchEvent("at position " + position);
            }
            return stream.nextAvailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a parked event was read", e);
        }
    }

    private static final class NoSuchEvent extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoSuchEvent(String what) {
            super("No event " + what, null, false, false);
        }
    }
}
