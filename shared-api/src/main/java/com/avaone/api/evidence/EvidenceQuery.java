package com.avaone.api.evidence;

import static com.avaone.api.kernel.Permission.READ_HISTORY;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;

/** What is asked before evidence is shown. */
public sealed interface EvidenceQuery {

    /** Whether the asker may see the evidence of the whole log. Answers {@link EvidenceAccess}. */
    @Needs(READ_HISTORY)
    record FindEvidenceAccess() implements EvidenceQuery {}

    /** Whether the asker may see the evidence of one organization's events. Answers {@link EvidenceAccess}. */
    @Needs(READ_HISTORY)
    record FindOrganizationEvidenceAccess(OrganizationId organizationId) implements EvidenceQuery, TenantMessage {}
}
