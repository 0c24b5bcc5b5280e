package com.avaone.command.webhook;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a message is tried again that was not taken.
 *
 * @param pauses after the first attempt, the second, and so on; behind the last it is not tried again
 */
record Retries(List<Duration> pauses) {

    private static final Duration DAY = Duration.ofDays(1);

    /** As the Standard Webhooks specification proposes. */
    static final Retries STANDARD = new Retries(List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24)));

    /** The longest pause; a day at least, so that an endpoint that is seldom sent something is not taken for one that was left alone. */
    Duration longest() {
        return pauses.stream()
                .max(Comparator.naturalOrder())
                .filter(pause -> pause.compareTo(DAY) > 0)
                .orElse(DAY);
    }

    /** The pause after an attempt, counted from 1; empty where it was the last. */
    Optional<Duration> after(int attempt) {
        return attempt <= pauses.size() ? Optional.of(pauses.get(attempt - 1)) : Optional.empty();
    }
}
