package com.avaone.api.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how far the sync to an outside CRM is, where it is kept; every node can ask here. */
public interface CrmSync {

    /** The whole. */
    CrmSyncView view();

    /**
     * Records by identifier.
     *
     * @param after only those after this one
     */
    List<SyncedRecord> records(@Nullable SyncedRecordState state, @Nullable String after, int limit);
}
