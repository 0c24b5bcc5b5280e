package com.avaone.api.crm;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A contact: {@code con_} and a time-ordered id of 26 characters. */
public record ContactId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "con_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public ContactId {}

    /** A new identifier. */
    public static ContactId random() {
        return new ContactId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static ContactId parse(@Nullable String value) {
        return new ContactId(TimeOrderedId.parse(PREFIX, "contactId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
