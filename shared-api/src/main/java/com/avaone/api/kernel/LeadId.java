package com.avaone.api.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A lead: {@code led_} and a time-ordered id of 26 characters. */
public record LeadId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "led_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public LeadId {}

    /** A new identifier. */
    public static LeadId random() {
        return new LeadId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static LeadId parse(@Nullable String value) {
        return new LeadId(TimeOrderedId.parse(PREFIX, "leadId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
