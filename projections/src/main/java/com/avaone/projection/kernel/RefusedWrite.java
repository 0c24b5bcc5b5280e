package com.avaone.projection.kernel;

import java.util.List;

/** A document that must not or cannot be written. Its events are parked; nothing of it was written. */
public final class RefusedWrite extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Begins what MongoDB adds about a unique index. */
    private static final String VALUES = "dup key:";

    private final transient List<String> events;

    RefusedWrite(String message, List<String> events) {
        super(message);
        this.events = List.copyOf(events);
    }

    /**
     * What the database says of one document, without the values that met in a unique index: they may be somebody's name or address, and logs
     * keep what is erased elsewhere.
     */
    static String withoutValues(String said) {
        var values = said.indexOf(VALUES);
        return values < 0 ? said : said.substring(0, values) + "values not shown";
    }

    /** Identifiers of the events whose changes were refused. */
    List<String> events() {
        return events;
    }
}
