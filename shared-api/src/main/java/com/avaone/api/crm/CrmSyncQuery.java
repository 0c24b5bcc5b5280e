package com.avaone.api.crm;

import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;

import com.avaone.api.kernel.Needs;
import org.jspecify.annotations.Nullable;

/** What can be asked about the sync to an outside CRM. It is answered from where it is kept, as it is at this moment. */
public sealed interface CrmSyncQuery {

    /** How far the sync is. Answers {@link CrmSyncView}. */
    @Needs(CONFIGURE_SYSTEM)
    record FindCrmSync() implements CrmSyncQuery {}

    /**
     * A page of records, by identifier. Answers {@link SyncedRecordPage}.
     *
     * @param state only these; null for all
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(CONFIGURE_SYSTEM)
    record FindSyncedRecords(
            @Nullable SyncedRecordState state, @Nullable String cursor, int limit) implements CrmSyncQuery {}
}
