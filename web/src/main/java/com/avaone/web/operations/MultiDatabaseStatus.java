package com.avaone.web.operations;

import com.avaone.api.operations.DatabaseView;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of databases, and every processor that writes to them.
 *
 * @param items databases, the suite's own first
 * @param next cursor of the next page of databases; absent on the last
 * @param head position of the log's last event
 */
record MultiDatabaseStatus(
        List<DatabaseView> items,
        @Nullable String next,
        @Schema(example = "1207") long head,
        List<ProcessorView> processors) {}
