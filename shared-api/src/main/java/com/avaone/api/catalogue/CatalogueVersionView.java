package com.avaone.api.catalogue;

import java.time.Instant;

/**
 * A version as who makes it sees it.
 *
 * @param state whether it is still to come, in force, was, or was withdrawn
 * @param contents everything, hidden things too
 */
public record CatalogueVersionView(
        int catalogueVersion, State state, Instant publishedAt, Instant effectiveFrom, CatalogueContents contents) {

    /** Where a version stands at a moment. */
    public enum State {
        TO_COME,
        IN_FORCE,
        PAST,
        WITHDRAWN
    }
}
