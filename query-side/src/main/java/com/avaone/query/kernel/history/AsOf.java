package com.avaone.query.kernel.history;

import com.avaone.api.kernel.Rejected;
import com.avaone.query.kernel.Parameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/** An earlier moment: events up to it count, later ones do not. */
public sealed interface AsOf {

    Pattern POSITION = Pattern.compile("[0-9]+");

    /** Everything there is. */
    AsOf NOW = new Position(Long.MAX_VALUE);

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
        return parse("asOf", text);
    }

    /**
     * As above, from another field.
     *
     * @throws Rejected naming {@code field} if it is neither
     */
    static AsOf parse(String field, String text) {
        try {
            return POSITION.matcher(text).matches()
                    ? new Position(Long.parseLong(text))
                    : new Moment(Instant.parse(text));
        } catch (NumberFormatException | DateTimeException _) {
            throw Parameter.refused(field, "must be a position such as 123 or an instant such as 2026-01-31T12:00:00Z");
        }
    }

    /** Whether the event counts. A {@link Position} needs an event that tells its own. */
    default boolean includes(Occurrence occurrence) {
        return switch (this) {
            case Position(var position) -> occurrence.position() <= position;
            case Moment(var instant) -> !occurrence.at().isAfter(instant);
        };
    }

    /** Whether the moment is before another, as far as that can be said: of a position and an instant it cannot. */
    default boolean isBefore(AsOf other) {
        return switch (this) {
            case Position(var position) -> other instanceof Position(var later) && position < later;
            case Moment(var instant) -> other instanceof Moment(var later) && instant.isBefore(later);
        };
    }

    /**
     * What can be held against an aggregate's events, of which {@code first} is one. Axon Server does not tell their positions: there a position is
     * taken as the instant of the event at it, and events within that millisecond then count too.
     */
    default AsOf heldAgainst(Occurrence first, History history) {
        return this instanceof Position(var position) && first.position() < 0
                ? history.at(position)
                        .<AsOf>map(event -> new Moment(event.at()))
                        .orElse(this)
                : this;
    }
}
