package com.avaone.api.audit;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** One look at the audit: {@code aud_} and a time-ordered id of 26 characters. */
public record AuditReadingId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "aud_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public AuditReadingId {}

    /** A new identifier. */
    public static AuditReadingId random() {
        return new AuditReadingId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static AuditReadingId parse(@Nullable String value) {
        return new AuditReadingId(TimeOrderedId.parse(PREFIX, "auditReadingId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
