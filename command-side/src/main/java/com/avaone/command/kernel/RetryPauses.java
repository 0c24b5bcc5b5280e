package com.avaone.command.kernel;

import java.time.Duration;

/**
 * How long something that failed waits before it is tried again: each time twice as long.
 *
 * @param first after the first attempt
 * @param longest never longer
 */
public record RetryPauses(Duration first, Duration longest) {

    /** The pause after an attempt, counted from 1. */
    public Duration after(int attempt) {
        var pause = first;
        for (var i = 1; i < attempt && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
