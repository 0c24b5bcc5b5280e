package com.avaone.query.kernel.history;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/** A log of a test, in memory. Its positions begin at 0. */
public final class HistoryOnDisposal {

    private final EmbeddedEventStore store = EmbeddedEventStore.builder()
            .storageEngine(new InMemoryEventStorageEngine())
            .build();

    /**
     * Appends events.
     *
     * @return the position of the first
     */
    public long publish(List<? extends EventMessage<?>> events) {
        store.publish(events);
        return history().head() - events.size() + 1;
    }

    /** The log as queries read it. */
    public History history() {
        return new History(store);
    }
}
