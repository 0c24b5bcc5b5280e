package com.avaone.api.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A session of a signed-in user: {@code ses_} and a time-ordered id of 26 characters. */
public record SessionId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "ses_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public SessionId {}

    /** A new identifier. */
    public static SessionId random() {
        return new SessionId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static SessionId parse(@Nullable String value) {
        return new SessionId(TimeOrderedId.parse(PREFIX, "sessionId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
