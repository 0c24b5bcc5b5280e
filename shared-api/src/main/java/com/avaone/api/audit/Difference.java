package com.avaone.api.audit;

import java.util.List;

/**
 * What is not the same at two moments.
 *
 * @param from the earlier moment as it was asked for; that it did not exist yet is no fault
 * @param to the later moment as it was asked for
 */
public record Difference(AuditedKind kind, String id, String from, String to, List<Field> fields) {

    /**
     * A field, and the event that gave it the later value.
     *
     * @param event with who and why
     */
    public record Field(AuditedChange change, AuditedEvent event) {}
}
