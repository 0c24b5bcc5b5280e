package com.avaone.api.crm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way to an outside CRM.
 *
 * @param recordId the lead's, contact's or deal's own identifier, under which the outside CRM has it too
 * @param position of the last change that was noted, in the log
 * @param attempts how often it was tried to send it as it is
 * @param sentAt when it was last taken; absent where it never was
 * @param problem what went wrong the last time; absent where nothing did
 */
public record SyncedRecord(
        String recordId,
        SyncedKind kind,
        SyncedRecordState state,
        long position,
        int attempts,
        @Nullable Instant sentAt,
        @Nullable String problem) {}
