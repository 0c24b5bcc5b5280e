package com.avaone.api.lead;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Rejected;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/**
 * When somebody wants to meet.
 *
 * @param minutes how long
 * @param zone in which the person reads clocks, for example {@code Asia/Kolkata}
 */
public record MeetingSlot(Instant startsAt, int minutes, String zone) {

    private static final int MIN_MINUTES = 10;
    private static final int MAX_MINUTES = 480;
    private static final Duration MAX_AHEAD = Duration.ofDays(366);

    /**
     * Judges a slot from outside.
     *
     * @return this slot
     * @throws InvalidValue naming the field at fault
     * @throws Rejected as {@link LeadRule#MEETING_PAST}
     */
    public MeetingSlot judged(Instant now) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new InvalidValue("zone", "must be a time zone such as Asia/Kolkata");
        }
        if (minutes < MIN_MINUTES || minutes > MAX_MINUTES) {
            throw new InvalidValue("minutes", "must be a number of minutes from 10 to 480");
        }
        if (!startsAt.isAfter(now)) {
            throw new Rejected(
                    LeadRule.MEETING_PAST,
                    "%s is past. Choose another time.".formatted(startsAt),
                    "startsAt",
                    Map.of());
        }
        if (startsAt.isAfter(now.plus(MAX_AHEAD))) {
            throw new InvalidValue("startsAt", "must be within a year");
        }
        return this;
    }
}
