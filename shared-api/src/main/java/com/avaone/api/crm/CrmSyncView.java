package com.avaone.api.crm;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sync of the operator's records to an outside CRM.
 *
 * @param startedAt when it was last started; absent where it never was
 * @param cursor position of the log up to which every change was taken or refused
 * @param counts how many records are in each state
 */
public record CrmSyncView(
        CrmSyncId syncId, CrmSyncState state, @Nullable Instant startedAt, long cursor, Counts counts) {

    /**
     * How many records are in each state.
     *
     * @param waiting they are sent as soon as they can be
     * @param retrying they were not taken the last time, and are tried again
     * @param sent the outside CRM has them as they are
     * @param refused the outside CRM does not take them as they are
     * @param removed their person is erased, and the outside CRM has nothing of them any more
     */
    public record Counts(long waiting, long retrying, long sent, long refused, long removed) {

        /** From a count of each state; those that no record is in may be absent. */
        public static Counts of(Map<SyncedRecordState, Long> counts) {
            return new Counts(
                    counts.getOrDefault(SyncedRecordState.WAITING, 0L),
                    counts.getOrDefault(SyncedRecordState.RETRYING, 0L),
                    counts.getOrDefault(SyncedRecordState.SENT, 0L),
                    counts.getOrDefault(SyncedRecordState.REFUSED, 0L),
                    counts.getOrDefault(SyncedRecordState.REMOVED, 0L));
        }

        /** Whether there are records to send. */
        @JsonIgnore
        public boolean isAnyToSend() {
            return waiting + retrying > 0;
        }

        /** How many there are. */
        @JsonIgnore
        public long total() {
            return waiting + retrying + sent + refused + removed;
        }
    }
}
