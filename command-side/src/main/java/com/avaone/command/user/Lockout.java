package com.avaone.command.user;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * For how long a user is locked after failures in a row. Guessing one password a quarter of an hour is hopeless, while the person who owns
 * the account is never shut out for longer.
 */
final class Lockout {

    private static final int TOLERATED_FAILURES = 4;
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Lockout() {}

    /** Until when nobody can sign in after {@code consecutiveFailures}, the last of them at {@code now}. */
    static Optional<Instant> after(int consecutiveFailures, Instant now) {
        if (consecutiveFailures <= TOLERATED_FAILURES) {
            return Optional.empty();
        }
        // Beyond ten doublings the longest is long reached; more would overflow.
        var doublings = Math.min(consecutiveFailures - TOLERATED_FAILURES - 1, 10);
        var wait = SHORTEST.multipliedBy(1L << doublings);
        return Optional.of(now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
    }
}
