package com.avaone.api.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what happened to one thing, newest first.
 *
 * @param next opaque cursor of the next page; absent on the last
 */
public record AuditedHistory(
        AuditedKind kind,
        String id,
        List<Entry> items,
        @Nullable String next) {

    /**
     * One event.
     *
     * @param changes each changed field before and after
     */
    public record Entry(AuditedEvent event, List<AuditedChange> changes) {}
}
