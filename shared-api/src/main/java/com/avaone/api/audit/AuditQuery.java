package com.avaone.api.audit;

import static com.avaone.api.kernel.Permission.READ_HISTORY;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;
import org.jspecify.annotations.Nullable;

/**
 * What auditors ask. A moment is a position of the log such as {@code 123} or an instant such as {@code 2026-01-31T12:00:00Z}; what happened
 * at it counts.
 */
public sealed interface AuditQuery {

    /**
     * A page of an organization's events, newest first. Answers {@link AuditEventPage}.
     *
     * @param cursor from the page before
     * @param limit 1 to 500
     */
    @Needs(READ_HISTORY)
    record FindAuditEvents(
            OrganizationId organizationId,
            AuditFilter filter,
            @Nullable String cursor,
            int limit) implements AuditQuery, TenantMessage {}

    /** As {@link FindAuditEvents}, of the whole log. */
    @Needs(READ_HISTORY)
    record FindAuditEventsOfSuite(
            AuditFilter filter, @Nullable String cursor, int limit) implements AuditQuery {}

    /** Whose something is. Answers {@link OrganizationId}; refused as not-found where there is no such thing. */
    @Needs(READ_HISTORY)
    record FindAuditedOwner(AuditedKind kind, String id) implements AuditQuery {}

    /**
     * What happened to something, newest first. Answers {@link AuditedHistory}; refused as not-found where the organization has none such.
     *
     * @param cursor from the page before
     * @param limit 1 to 2000
     */
    @Needs(READ_HISTORY)
    record FindAuditedHistory(
            OrganizationId organizationId,
            AuditedKind kind,
            String id,
            @Nullable String cursor,
            int limit) implements AuditQuery, TenantMessage {}

    /** How something was. Answers {@link EarlierState}; refused as not-found where it did not exist yet. */
    @Needs(READ_HISTORY)
    record FindEarlierState(OrganizationId organizationId, AuditedKind kind, String id, String asOf)
            implements AuditQuery, TenantMessage {}

    /** What is not the same at two moments. Answers {@link Difference}; refused as not-found where there is no such thing at the later. */
    @Needs(READ_HISTORY)
    record FindDifference(OrganizationId organizationId, AuditedKind kind, String id, String from, String to)
            implements AuditQuery, TenantMessage {}

    /**
     * Why something is so. Answers {@link Causes}.
     *
     * @param field whose value is asked about; absent where a rule is given
     * @param rule whose refusal is asked about, by its code; absent where a field is given
     * @param asOf at which moment; now where absent
     */
    @Needs(READ_HISTORY)
    record FindCauses(
            OrganizationId organizationId,
            AuditedKind kind,
            String id,
            @Nullable String field,
            @Nullable String rule,
            @Nullable String asOf)
            implements AuditQuery, TenantMessage {}
}
