package com.avaone.api.team;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A team: {@code tem_} and a time-ordered id of 26 characters. */
public record TeamId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "tem_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public TeamId {}

    /** A new identifier. */
    public static TeamId random() {
        return new TeamId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static TeamId parse(@Nullable String value) {
        return new TeamId(TimeOrderedId.parse(PREFIX, "teamId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
