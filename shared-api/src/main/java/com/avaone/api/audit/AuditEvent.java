package com.avaone.api.audit;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to the audit itself. */
public sealed interface AuditEvent extends TenantEvent {

    /**
     * Somebody, whom the metadata names, read what happened.
     *
     * @param organizationId whose history was read; the operator's where all organizations' was
     * @param subject identifier of what the reading was about; absent for lists
     * @param filter what else was asked for, as a query string without personal data
     */
    @StableName("audit.read")
    @Revision("1")
    record AuditRead(
            OrganizationId organizationId,
            AuditReadingId auditReadingId,
            AuditReadingKind kind,
            @Nullable String subject,
            @Nullable String filter)
            implements AuditEvent {}
}
