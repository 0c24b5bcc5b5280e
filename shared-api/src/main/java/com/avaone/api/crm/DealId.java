package com.avaone.api.crm;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A deal: {@code dea_} and a time-ordered id of 26 characters. */
public record DealId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "dea_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public DealId {}

    /** A new identifier. */
    public static DealId random() {
        return new DealId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static DealId parse(@Nullable String value) {
        return new DealId(TimeOrderedId.parse(PREFIX, "dealId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
