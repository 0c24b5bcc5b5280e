package com.avaone.web.evidence;

import com.avaone.api.audit.AuditCommand.RecordAuditReading;
import com.avaone.api.audit.AuditReadingId;
import com.avaone.api.audit.AuditReadingKind;
import com.avaone.api.evidence.EvidenceAccess;
import com.avaone.api.evidence.EvidenceBundle;
import com.avaone.api.evidence.EvidenceConsistency;
import com.avaone.api.evidence.EvidenceInclusion;
import com.avaone.api.evidence.EvidenceLog;
import com.avaone.api.evidence.EvidenceQuery.FindEvidenceAccess;
import com.avaone.api.evidence.EvidenceQuery.FindOrganizationEvidenceAccess;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.Queries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the API and the page ask for. Whoever is not of the operator sees the own organization's log; whoever is sees the suite's, or that of an
 * organization. Proofs and bundles show events, so that they are noted as readings before they are answered.
 */
@Component
class Evidences {

    private final EvidenceLog log;
    private final Queries queries;
    private final Commands commands;
    private final OrganizationInPath organizations;

    Evidences(EvidenceLog log, Queries queries, Commands commands, OrganizationInPath organizations) {
        this.log = log;
        this.queries = queries;
        this.commands = commands;
        this.organizations = organizations;
    }

    EvidenceLog log() {
        return log;
    }

    /**
     * Whose log somebody may see who names an organization, or none: null for the suite's.
     *
     * @throws Rejected as not-found where there is no such organization for this caller, or if the caller may not see evidence
     */
    @Nullable
    OrganizationId whose(@Nullable String named, Caller caller) {
        var organizationId = organizations.ofEvents(named, caller);
        queries.ask(
                organizationId == null ? new FindEvidenceAccess() : new FindOrganizationEvidenceAccess(organizationId),
                EvidenceAccess.class);
        return organizationId;
    }

    EvidenceInclusion inclusion(@Nullable OrganizationId organizationId, long position) {
        var inclusion = log.inclusion(organizationId, position);
        note(organizationId, "inclusion&position=" + position);
        return inclusion;
    }

    EvidenceConsistency consistency(@Nullable OrganizationId organizationId, long from, long to) {
        var consistency = log.consistency(organizationId, from, to);
        note(organizationId, "consistency&from=%d&to=%d".formatted(from, to));
        return consistency;
    }

    /** Noted first, so that the bundle has the event that says who took it. */
    EvidenceBundle bundle(@Nullable String named, Caller caller) {
        var organizationId = whose(named, caller);
        if (organizationId == null) {
            throw new InvalidValue("organizationId", "must name the organization whose bundle it is to be");
        }
        note(organizationId, "bundle");
        return log.bundle(organizationId);
    }

    private void note(@Nullable OrganizationId organizationId, String what) {
        commands.sendUnkeyed(new RecordAuditReading(
                AuditReadingId.random(),
                organizationId == null ? OrganizationId.OPERATOR : organizationId,
                AuditReadingKind.EVIDENCE,
                null,
                what));
    }
}
