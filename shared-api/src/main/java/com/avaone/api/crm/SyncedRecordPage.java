package com.avaone.api.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of records on their way to an outside CRM, by identifier.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record SyncedRecordPage(
        List<SyncedRecord> items, @Nullable String next) {}
