package com.avaone.api.client;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Names a token of an API client without telling anything of it: {@code tok_} and a time-ordered id of 26 characters. */
public record TokenId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "tok_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public TokenId {}

    /** A new identifier. */
    public static TokenId random() {
        return new TokenId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static TokenId parse(@Nullable String value) {
        return new TokenId(TimeOrderedId.parse(PREFIX, "tokenId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
