package com.avaone.query.kernel.history;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** A log of a test, in memory. Its positions begin at 0. */
public final class HistoryOnDisposal {

    private final EventStore store;

    /** One that tells the positions of an aggregate's events, as the embedded store does. */
    public HistoryOnDisposal() {
        this(true);
    }

    private HistoryOnDisposal(boolean tellsPositions) {
        var inMemory = EmbeddedEventStore.builder().storageEngine(new InMemoryEventStorageEngine());
        store = tellsPositions ? inMemory.build() : new WithoutPositions(inMemory);
    }

    /** One that does not, as Axon Server does not. */
    public static HistoryOnDisposal withoutPositions() {
        return new HistoryOnDisposal(false);
    }

    private static final class WithoutPositions extends EmbeddedEventStore {

        WithoutPositions(Builder builder) {
            super(builder);
        }

        @Override
        public DomainEventStream readEvents(String aggregateId, long firstVersion) {
            return DomainEventStream.of(super.readEvents(aggregateId, firstVersion)
                    .asStream()
                    .map(event -> new GenericDomainEventMessage<>(
                            event.getType(),
                            event.getAggregateIdentifier(),
                            event.getSequenceNumber(),
                            event.getPayload(),
                            event.getMetaData(),
                            event.getIdentifier(),
                            event.getTimestamp())));
        }
    }

    /**
     * Appends events.
     *
     * @return the position of the first
     */
    public long publish(List<? extends EventMessage<?>> events) {
        store.publish(events);
        return history().head() - events.size() + 1;
    }

    /** Earlier documents of some kinds from this log. */
    public EarlierDocuments earlier(Audited... kinds) {
        return new EarlierDocuments(history(), List.of(kinds));
    }

    /** The log as queries read it. */
    public History history() {
        return new History(store);
    }
}
