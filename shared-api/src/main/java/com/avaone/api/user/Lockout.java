package com.avaone.api.user;

import com.avaone.api.kernel.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Failures in a row to sign in as a user, and what they shut. Guessing one password a quarter of an hour is hopeless, while the person who
 * owns the account is not shut out for longer; who goes on nevertheless shuts it until it is opened by mail.
 *
 * @param until when somebody can sign in again; absent where they can
 * @param untilUnlocked whether it takes a mail or an administrator
 */
public record Lockout(int consecutiveFailures, @Nullable Instant until, boolean untilUnlocked) {

    /** Nobody failed. */
    public static final Lockout NONE = new Lockout(0, null, false);

    /** So many failures lock the account until it is unlocked. */
    public static final int LOCKING_FAILURES = 100;

    private static final int TOLERATED_FAILURES = 4;
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    /** Until when nobody can sign in after {@code consecutiveFailures}, the last of them at {@code now}. */
    public static Optional<Instant> after(int consecutiveFailures, Instant now) {
        if (consecutiveFailures <= TOLERATED_FAILURES) {
            return Optional.empty();
        }
        // Beyond ten doublings the longest is long reached; more would overflow.
        var doublings = Math.min(consecutiveFailures - TOLERATED_FAILURES - 1, 10);
        var wait = SHORTEST.multipliedBy(1L << doublings);
        return Optional.of(now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
    }

    /**
     * Returns if somebody may try to sign in at {@code now}.
     *
     * @throws Rejected as {@link UserRule#ACCOUNT_LOCKED} or {@link UserRule#ACCOUNT_SHUT}
     */
    public void refuseWhileLocked(Instant now) {
        refuseWhileShut();
        if (until != null && now.isBefore(until)) {
            throw new Rejected(
                    UserRule.ACCOUNT_LOCKED,
                    "Too many sign-ins failed in a row. Try again after %s.".formatted(until),
                    null,
                    Map.of("lockedUntil", until.toString()));
        }
    }

    /**
     * Returns if time alone lets somebody try to sign in.
     *
     * @throws Rejected as {@link UserRule#ACCOUNT_SHUT}
     */
    public void refuseWhileShut() {
        if (untilUnlocked) {
            throw new Rejected(
                    UserRule.ACCOUNT_SHUT,
                    "Too many sign-ins failed in a row. Ask for the link that opens the account.");
        }
    }

    /** Locked until it is unlocked. */
    public Lockout locked() {
        return new Lockout(consecutiveFailures, until, true);
    }
}
