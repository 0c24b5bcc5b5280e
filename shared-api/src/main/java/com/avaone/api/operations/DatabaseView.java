package com.avaone.api.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A database of read models.
 *
 * @param latencyMicros time of a ping; absent where it does not answer
 * @param sizeBytes of its documents
 * @param position up to which event the slowest processor that writes here has come
 * @param lag events behind the head
 * @param parked events that wait for a repair
 * @param lastBackup of the last good backup; absent where there was none
 * @param problem one sentence where it does not answer
 */
public record DatabaseView(
        String name,
        Kind kind,
        boolean reachable,
        @Nullable Long latencyMicros,
        @Nullable Long sizeBytes,
        long position,
        long lag,
        long parked,
        @Nullable Instant lastBackup,
        @Nullable String problem) {

    /** Whose data a database holds. */
    public enum Kind {
        MAIN,
        BILLING,
        CRM,
        PINGORA,
        TENANT
    }
}
