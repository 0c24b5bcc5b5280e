package com.avaone.web.crm.sync;

import com.avaone.api.crm.CrmSyncQuery.FindSyncedRecords;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.web.kernel.Text;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which records a list shows, and from where. */
record SyncedRecordFilter(
        @Schema(example = "refused") @Nullable SyncedRecordState state,

        @Schema(description = "`next` of the page before") @Size(max = 1000) @Nullable
        String cursor,

        @Schema(description = "1 to 100; 25 where absent", example = "25") @Min(1) @Max(100) @Nullable
        Integer limit) {

    private static final int DEFAULT_LIMIT = 25;

    FindSyncedRecords toQuery() {
        return new FindSyncedRecords(state, Text.orNull(cursor), limit == null ? DEFAULT_LIMIT : limit);
    }
}
