package com.avaone.query.crm;

import com.avaone.api.crm.CrmSync;
import com.avaone.api.crm.CrmSyncQuery.FindCrmSync;
import com.avaone.api.crm.CrmSyncQuery.FindSyncedRecords;
import com.avaone.api.crm.CrmSyncView;
import com.avaone.api.crm.SyncedRecordPage;
import com.avaone.query.kernel.Cursor;
import com.avaone.query.kernel.Parameter;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers from where the sync to an outside CRM is kept, so the answer is never behind; no read model takes part. */
@Component
class CrmSyncQueryHandler {

    private static final int MAX_LIMIT = 100;

    private final CrmSync sync;

    CrmSyncQueryHandler(CrmSync sync) {
        this.sync = sync;
    }

    @QueryHandler
    CrmSyncView handle(FindCrmSync query) {
        return sync.view();
    }

    @QueryHandler
    SyncedRecordPage handle(FindSyncedRecords query) {
        var limit = Parameter.limit(query.limit(), MAX_LIMIT);
        var cursor = query.cursor();
        var after = cursor == null ? null : Cursor.parts(cursor, 1).getFirst();
        var found = sync.records(query.state(), after, limit + 1);
        return found.size() <= limit
                ? new SyncedRecordPage(found, null)
                : new SyncedRecordPage(
                        found.subList(0, limit), Cursor.of(found.get(limit - 1).recordId()));
    }
}
