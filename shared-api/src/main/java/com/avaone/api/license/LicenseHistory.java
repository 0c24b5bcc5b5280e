package com.avaone.api.license;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.LicenseId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what happened to a license, newest first, for people who audit it.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record LicenseHistory(
        LicenseId licenseId, List<Entry> items, @Nullable String next) {

    /**
     * One event.
     *
     * @param number of the event in the license's stream, from 0
     * @param event stable name, for example {@code license.suspended}
     * @param what in plain words, for example "License suspended"
     * @param changes each changed field before and after, in plain words
     */
    public record Entry(
            long number,
            String event,
            String what,
            Instant at,
            @Nullable ActorKind actorKind,
            @Nullable String actorId,
            @Nullable String reason,
            @Nullable String comment,
            List<FieldChange> changes) {}

    /**
     * One field.
     *
     * @param field in plain words, for example "Valid until"
     * @param before absent where there was nothing
     * @param after absent where there is nothing now
     */
    public record FieldChange(
            String field, @Nullable String before, @Nullable String after) {}
}
