package com.avaone.command.kernel.memory;

import com.avaone.api.crm.CrmSyncView.Counts;
import com.avaone.api.crm.SyncedKind;
import com.avaone.api.crm.SyncedRecord;
import com.avaone.api.crm.SyncedRecordState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which records changed and whether an outside CRM has them as they are. Nothing is kept of what they say: they are read from the log when
 * they are sent.
 */
public interface OutsideRecords {

    /**
     * Notes that a record changed: it is to be sent. A change that was noted before, or an older one, changes nothing.
     *
     * @param personId whom it is about
     * @param position of the change in the log
     */
    void changed(String recordId, SyncedKind kind, String personId, long position);

    /** Notes that all records about a person changed, because the person is erased. */
    void personErased(String personId, long position);

    /** Has the records sent again that were refused. */
    void retryRefused();

    /**
     * A record that is being sent.
     *
     * @param position of its last change
     * @param attempt 1 for the first as it is
     */
    record Taken(String recordId, SyncedKind kind, long position, int attempt) {}

    /**
     * Takes the record whose change is the oldest of those that are due, so that nobody else gets it before {@code until}; then it is due
     * again, in case the process died with it.
     */
    Optional<Taken> take(Instant now, Instant until);

    /**
     * Notes what became of a record. Where it changed again meanwhile, it is due at once.
     *
     * @param state one in which nothing more is sent of it
     * @param problem why it was refused, for the operator
     */
    void became(Taken taken, SyncedRecordState state, Instant at, @Nullable String problem);

    /**
     * Notes that a record could not be sent this time.
     *
     * @param problem why, for the operator
     * @param next when to try again
     */
    void notSent(Taken taken, String problem, Instant next);

    /** How many records are in each state. */
    Counts counts();

    /** Position of the log up to which no change is still to be sent; -1 where there is none. */
    long cursor();

    /**
     * Records by identifier.
     *
     * @param state only these; null for all
     * @param after only those after this one
     */
    List<SyncedRecord> records(@Nullable SyncedRecordState state, @Nullable String after, int limit);
}
