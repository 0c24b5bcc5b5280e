package com.avaone.web.user;

import com.avaone.api.user.Lockout;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Locks addresses that nobody has as accounts are locked, so that a lock does not tell that there is an account. Held in the memory of this
 * node only and bounded: whoever is forgotten begins anew.
 */
@Component
class UnknownAccounts {

    private static final int REMEMBERED = 100_000;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Cache<String, Lockout> failures =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(KEPT).build();
    private final Clock clock;

    UnknownAccounts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns if somebody may try to sign in with this address at this door.
     *
     * @throws com.avaone.api.kernel.Rejected as an account would be
     */
    void refuseWhileLocked(String address) {
        var known = failures.getIfPresent(address);
        if (known != null) {
            known.refuseWhileLocked(clock.instant());
        }
    }

    /** Notes a failure. */
    void refused(String address) {
        failures.asMap().compute(address, (_, before) -> {
            var number = before == null ? 1 : before.consecutiveFailures() + 1;
            // To the millisecond, as accounts keep time: the answer shows it.
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            return new Lockout(number, Lockout.after(number, now).orElse(null), number >= Lockout.LOCKING_FAILURES);
        });
    }
}
