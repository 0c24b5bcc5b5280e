package com.avaone.api.user;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of what happened to a user, oldest first, with all that is kept of it: for that user and nobody else.
 *
 * @param next to be asked for as {@code after} for the next page; absent on the last
 */
public record OwnHistory(List<Entry> items, @Nullable Long next) {

    /**
     * One event.
     *
     * @param number of the event in the user's stream, from 0
     * @param event stable name, for example {@code user.profile-changed}
     * @param what in plain words, without what {@code kept} says
     * @param byYourself whether the user did it; else the organization's administrators, the suite, or whoever asked for a link to the address
     * @param reason why, in the words of whoever did it
     * @param sourceAddress from which the user acted; absent where somebody else did
     * @param kept what the event holds, by name
     */
    public record Entry(
            long number,
            String event,
            String what,
            Instant at,
            boolean byYourself,
            @Nullable String reason,
            @Nullable String comment,
            @Nullable String sourceAddress,
            Map<String, @Nullable Object> kept) {}
}
