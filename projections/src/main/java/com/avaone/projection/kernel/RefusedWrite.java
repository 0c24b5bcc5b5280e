package com.avaone.projection.kernel;

import java.util.List;

/** A document that must not or cannot be written. Its events are parked; nothing of it was written. */
public final class RefusedWrite extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> events;

    RefusedWrite(String message, List<String> events) {
        super(message);
        this.events = List.copyOf(events);
    }

    /** Identifiers of the events whose changes were refused. */
    List<String> events() {
        return events;
    }
}
