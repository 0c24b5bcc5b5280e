package com.avaone.api.license;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How many users may hold a seat under a license. */
public record Seats(@JsonValue int value) {

    private static final int MAX = 1_000_000;

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public Seats {}

    /**
     * Judges a number from outside.
     *
     * @throws InvalidValue naming {@code field}
     */
    public static Seats of(String field, int value) {
        if (value < 1 || value > MAX) {
            throw new InvalidValue(field, "must be a number from 1 to 1000000");
        }
        return new Seats(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
