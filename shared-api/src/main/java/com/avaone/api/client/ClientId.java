package com.avaone.api.client;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** An API client: {@code cli_} and a time-ordered id of 26 characters. */
public record ClientId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "cli_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public ClientId {}

    /** A new identifier. */
    public static ClientId random() {
        return new ClientId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static ClientId parse(@Nullable String value) {
        return new ClientId(TimeOrderedId.parse(PREFIX, "clientId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
