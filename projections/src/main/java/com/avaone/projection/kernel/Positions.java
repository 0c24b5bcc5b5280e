package com.avaone.projection.kernel;

import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/** Positions in the log as numbers. */
final class Positions {

    /** Before the first event. */
    static final long NONE = -1;

    private Positions() {}

    static long of(@Nullable TrackingToken token) {
        return token == null ? NONE : token.position().orElse(NONE);
    }
}
