package com.avaone.command.kernel.bus;

import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import com.avaone.command.kernel.eventstore.AppendedPosition;
import com.avaone.command.kernel.eventstore.LogHead;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** What the event store says about a command afterwards. */
final class Log {

    private static final long NO_VERSION = -1;

    private final EventStore events;

    Log(EventStore events) {
        this.events = events;
    }

    /** The receipt of a command that {@code unitOfWork} committed. */
    Receipt receipt(UnitOfWork<?> unitOfWork, String aggregateId) {
        return new Receipt(
                aggregateId,
                AppendedVersions.of(unitOfWork, aggregateId).orElseGet(() -> version(aggregateId)),
                AppendedPosition.of(unitOfWork).orElseGet(this::head));
    }

    /** The receipt of a command whose answer was lost: there is one if the aggregate has an event that carries its idempotency key. */
    Optional<Receipt> find(String aggregateId, String idempotencyKey) {
        // From the first event, because a snapshot would hide the ones before it.
        return events.readEvents(aggregateId, 0)
                .asStream()
                .filter(event -> idempotencyKey.equals(event.getMetaData().get(MetadataKey.IDEMPOTENCY_KEY)))
                .reduce((_, last) -> last)
                .map(last -> new Receipt(aggregateId, last.getSequenceNumber(), position(last)));
    }

    /** The embedded store tells it with the event, so that a settled receipt is the lost one; from Axon Server the head serves as well. */
    private long position(DomainEventMessage<?> event) {
        return event instanceof TrackedEventMessage<?> tracked
                ? tracked.trackingToken().position().orElseGet(this::head)
                : head();
    }

    private long version(String aggregateId) {
        return events.lastSequenceNumberFor(aggregateId).orElse(NO_VERSION);
    }

    private long head() {
        if (events instanceof LogHead log) {
            return log.head();
        }
        var token = events.createHeadToken();
        return token == null ? 0 : token.position().orElse(0);
    }
}
