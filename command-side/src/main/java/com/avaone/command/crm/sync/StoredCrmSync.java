package com.avaone.command.crm.sync;

import com.avaone.api.crm.CrmSync;
import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.CrmSyncState;
import com.avaone.api.crm.CrmSyncView;
import com.avaone.api.crm.CrmSyncView.Counts;
import com.avaone.api.crm.SyncedRecord;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.OutsideRecords;
import com.avaone.command.kernel.memory.ProcessState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the sync from the command side's memory. */
final class StoredCrmSync implements CrmSync {

    private static final String PROCESS = "crm-sync";

    private final OutsideRecords records;
    private final ProcessState notes;
    private final boolean configured;

    /** @param configured whether there is an outside CRM */
    StoredCrmSync(CommandMemory memory, boolean configured) {
        this.records = memory.outsideRecords();
        this.notes = memory.processState();
        this.configured = configured;
    }

    /** When it was last started; empty where it never was. */
    static Optional<Instant> startedAt(ProcessState notes, CrmSyncId syncId) {
        return notes.get(PROCESS, syncId.value()).map(Instant::parse);
    }

    static void started(ProcessState notes, CrmSyncId syncId, Instant at) {
        notes.put(PROCESS, syncId.value(), at.toString());
    }

    @Override
    public CrmSyncView view() {
        var startedAt = startedAt(notes, CrmSyncId.OPERATOR);
        var counts = records.counts();
        return new CrmSyncView(
                CrmSyncId.OPERATOR,
                state(startedAt.isPresent(), counts),
                startedAt.orElse(null),
                records.cursor(),
                counts);
    }

    private CrmSyncState state(boolean started, Counts counts) {
        if (!configured) {
            return CrmSyncState.NOT_CONFIGURED;
        }
        if (!started) {
            return CrmSyncState.NOT_STARTED;
        }
        return counts.isAnyToSend() ? CrmSyncState.RUNNING : CrmSyncState.FOLLOWING;
    }

    @Override
    public List<SyncedRecord> records(@Nullable SyncedRecordState state, @Nullable String after, int limit) {
        return records.records(state, after, limit);
    }
}
