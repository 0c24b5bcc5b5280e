package com.avaone.command.kernel.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Values that only one owner may have, such as an e-mail address or an organization's slug. A value is reserved before the owner's events
 * are appended and released when they were refused.
 */
public interface Reservations {

    /** After this time a reservation whose owner does not exist is taken for left behind. */
    Duration UNSETTLED_LIMIT = Duration.ofMinutes(1);

    /**
     * Reserves {@code value} for {@code ownerId}. A reservation that has run out is taken over, and so is one older than {@link
     * #UNSETTLED_LIMIT} whose owner never came to exist (its command was refused, or the process died before it ran); on the embedded store
     * one of an earlier run is taken over at once.
     *
     * @param kind what the value is, for example {@code organization.slug}
     * @param value the value in its normal form: it is compared as it stands
     * @param ownerId identifier of the aggregate that will have the value
     * @param until when the reservation runs out; null if it does not. An owner that reserves again may change it
     * @param exists whether the aggregate with the given identifier exists; asked only about the owner of an old reservation
     * @return true if the value is the owner's, also when it already was; false if it is another's
     */
    boolean reserve(String kind, String value, String ownerId, @Nullable Instant until, Predicate<String> exists);

    /** Frees the value if it is {@code ownerId}'s; nothing happens if it is not. */
    void release(String kind, String value, String ownerId);

    /** Frees all values of a kind that are {@code ownerId}'s, but those in {@code kept}. */
    void releaseAllBut(Set<String> kept, String kind, String ownerId);
}
