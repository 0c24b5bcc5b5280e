package com.avaone.projection.kernel;

import java.util.List;
import java.util.regex.Pattern;

/** A document that must not or cannot be written. Its events are parked; nothing of it was written. */
public final class RefusedWrite extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What MongoDB adds about a unique index: the values, which may be somebody's name or address. Logs keep what is erased elsewhere. */
    private static final Pattern VALUES = Pattern.compile("dup key: \\{.*? }(?=;|$)", Pattern.DOTALL);

    private final transient List<String> events;

    RefusedWrite(String message, List<String> events) {
        super(VALUES.matcher(message).replaceAll("values not shown"));
        this.events = List.copyOf(events);
    }

    /** Identifiers of the events whose changes were refused. */
    List<String> events() {
        return events;
    }
}
