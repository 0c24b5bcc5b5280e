package com.avaone.api.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A user: {@code usr_} and a time-ordered id of 26 characters. */
public record UserId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "usr_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public UserId {}

    /** A new identifier. */
    public static UserId random() {
        return new UserId(PREFIX + TimeOrderedId.next());
    }

    /** A new identifier of a user made for trying the suite out. */
    public static UserId randomOfTestData() {
        return new UserId(PREFIX + TimeOrderedId.nextOfTestData());
    }

    /** Whether the user was made for trying the suite out. */
    public boolean isOfTestData() {
        return TimeOrderedId.isOfTestData(PREFIX, value);
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static UserId parse(@Nullable String value) {
        return new UserId(TimeOrderedId.parse(PREFIX, "userId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
