package com.avaone.api.license;

import com.avaone.api.kernel.InvalidValue;

/**
 * What happens when all seats are taken.
 *
 * @param extraSeats how many users beyond the limit may still be seated; 0 (the default) for none
 */
public record OveragePolicy(int extraSeats) {

    /** Nobody beyond the limit. */
    public static final OveragePolicy NONE = new OveragePolicy(0);

    private static final int MAX = 10_000;

    /**
     * Judges a number from outside.
     *
     * @throws InvalidValue naming the field {@code extraSeats}
     */
    public static OveragePolicy of(int extraSeats) {
        if (extraSeats < 0 || extraSeats > MAX) {
            throw new InvalidValue("extraSeats", "must be a number from 0 to 10000");
        }
        return new OveragePolicy(extraSeats);
    }
}
