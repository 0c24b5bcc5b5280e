package com.avaone.query.organization;

import com.avaone.api.kernel.Rejected;
import com.avaone.query.kernel.Parameter;
import com.avaone.query.kernel.history.Occurrence;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/** An earlier moment: events up to it count, later ones do not. */
sealed interface AsOf {

    Pattern POSITION = Pattern.compile("[0-9]+");

    /** Up to this position of the log. */
    record Position(long position) implements AsOf {}

    /** Up to this instant. */
    record Moment(Instant instant) implements AsOf {}

    /**
     * Reads a position or an instant.
     *
     * @throws Rejected naming {@code asOf} if it is neither
     */
    static AsOf parse(String text) {
        try {
            return POSITION.matcher(text).matches()
                    ? new Position(Long.parseLong(text))
                    : new Moment(Instant.parse(text));
        } catch (NumberFormatException | DateTimeException _) {
            throw Parameter.refused(
                    "asOf", "must be a position such as 123 or an instant such as 2026-01-31T12:00:00Z");
        }
    }

    /** Whether the event counts. A {@link Position} needs an event that tells its own. */
    default boolean includes(Occurrence occurrence) {
        return switch (this) {
            case Position(var position) -> occurrence.position() <= position;
            case Moment(var instant) -> !occurrence.at().isAfter(instant);
        };
    }
}
