package com.avaone.projection.kernel;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A parked event as Axon sees it. It holds no copy of the event: the event is read from the log again, so that it is as the program of
 * today reads it, and no second place holds personal data.
 */
final class ParkedLetter implements DeadLetter<EventMessage<?>> {

    private final Document stored;
    private final Supplier<EventMessage<?>> event;
    private final @Nullable Cause cause;

    ParkedLetter(Document stored, Supplier<EventMessage<?>> event) {
        this(stored, event, readCause(stored));
    }

    private ParkedLetter(Document stored, Supplier<EventMessage<?>> event, @Nullable Cause cause) {
        this.stored = stored;
        this.event = event;
        this.cause = cause;
    }

    private static @Nullable Cause readCause(Document stored) {
        var type = stored.getString("causeType");
        return type == null ? null : new ThrowableCause(type, stored.getString("cause"));
    }

    String id() {
        return stored.getString("_id");
    }

    String sequence() {
        return stored.getString("sequence");
    }

    int attempts() {
        return stored.getInteger("attempts");
    }

    @Override
    public EventMessage<?> message() {
        return event.get();
    }

    @Override
    public Optional<Cause> cause() {
        return Optional.ofNullable(cause);
    }

    @Override
    public Instant enqueuedAt() {
        return stored.getDate("parkedAt").toInstant();
    }

    @Override
    public Instant lastTouched() {
        return stored.getDate("touchedAt").toInstant();
    }

    @Override
    public MetaData diagnostics() {
        return MetaData.with("attempts", Integer.toString(attempts()));
    }

    @Override
    public DeadLetter<EventMessage<?>> markTouched() {
        return this;
    }

    @Override
    public DeadLetter<EventMessage<?>> withCause(@Nullable Throwable newCause) {
        return newCause == null ? this : new ParkedLetter(stored, event, ThrowableCause.asCause(newCause));
    }

    @Override
    public DeadLetter<EventMessage<?>> withDiagnostics(MetaData diagnostics) {
        return this; // attempts are counted by the queue
    }
}
