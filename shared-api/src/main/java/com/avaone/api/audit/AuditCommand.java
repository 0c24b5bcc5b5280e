package com.avaone.api.audit;

import static com.avaone.api.kernel.Permission.READ_HISTORY;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of the audit's own record. */
public sealed interface AuditCommand extends TenantCommand {

    /**
     * Notes that somebody reads the audit, before it is answered.
     *
     * @param organizationId whose history is read; the operator's where all organizations' is
     * @param subject identifier of what the reading is about; absent for lists
     * @param filter what else was asked for, as a query string without personal data
     */
    @Needs(READ_HISTORY)
    record RecordAuditReading(
            @TargetAggregateIdentifier AuditReadingId auditReadingId,
            OrganizationId organizationId,
            AuditReadingKind kind,
            @Nullable String subject,
            @Nullable String filter)
            implements AuditCommand {}
}
