package com.avaone.query.evidence;

import com.avaone.api.evidence.EvidenceAccess;
import com.avaone.api.evidence.EvidenceQuery.FindEvidenceAccess;
import com.avaone.api.evidence.EvidenceQuery.FindOrganizationEvidenceAccess;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.query.kernel.QueryRole;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers whether somebody may see evidence: who comes here may, for that was asked before. */
@Component
@QueryRole
class EvidenceQueryHandler {

    private final Identities identities;

    EvidenceQueryHandler(Identities identities) {
        this.identities = identities;
    }

    @QueryHandler
    EvidenceAccess handle(FindEvidenceAccess query) {
        return new EvidenceAccess(true);
    }

    @QueryHandler
    EvidenceAccess handle(FindOrganizationEvidenceAccess query) {
        var organizationId = query.organizationId();
        if (!organizationId.equals(OrganizationId.OPERATOR)
                && identities.organization(organizationId).isEmpty()) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such organization.");
        }
        return new EvidenceAccess(true);
    }
}
