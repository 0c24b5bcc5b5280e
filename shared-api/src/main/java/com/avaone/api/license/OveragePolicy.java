package com.avaone.api.license;

/**
 * What happens when all seats are taken.
 *
 * @param extraSeats how many users beyond the limit may still be seated; 0 (the default) for none
 */
public record OveragePolicy(int extraSeats) {

    /** Nobody beyond the limit. */
    public static final OveragePolicy NONE = new OveragePolicy(0);
}
