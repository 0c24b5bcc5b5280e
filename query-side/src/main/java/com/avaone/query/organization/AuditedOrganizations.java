package com.avaone.query.organization;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.organization.OrganizationChanges;
import com.avaone.projection.organization.OrganizationDocument;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.history.Audited;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** How organizations were, with the license that each has. */
@Component
@QueryRole
class AuditedOrganizations implements Audited {

    private static final String PROFILE = OrganizationDocument.PROFILE + ".";
    private static final String LICENSE = OrganizationDocument.LICENSE + ".";

    @Override
    public AuditedKind kind() {
        return AuditedKind.ORGANIZATION;
    }

    @Override
    public Class<? extends TenantEvent> event() {
        return OrganizationEvent.class;
    }

    @Override
    public List<String> streams(Occurrence first, String id) {
        return first.payload() instanceof OrganizationRegistered registered
                ? List.of(id, registered.licenseId().value())
                : List.of(id);
    }

    @Override
    public Change change(Occurrence event, Document before) {
        return event.payload() instanceof OrganizationEvent ofOrganization
                ? OrganizationChanges.of(ofOrganization, event.at())
                : OrganizationChanges.of((LicenseEvent) event.payload(), event.at(), event.reason());
    }

    @Override
    public Set<String> personal() {
        return Set.of(
                PROFILE + "email",
                PROFILE + "adminEmail",
                PROFILE + "phone",
                PROFILE + "address",
                PROFILE + "description");
    }

    @Override
    public Set<String> hidden() {
        return Set.of(
                OrganizationDocument.NAME_LOWER,
                OrganizationDocument.EMPLOYEES_MIN,
                OrganizationDocument.EMPLOYEES_MAX,
                OrganizationDocument.CREATED_ON,
                OrganizationDocument.UPDATED_AT,
                LICENSE + "licenseId",
                LICENSE + "organizationId",
                LICENSE + "statusSince",
                LICENSE + "statusReason");
    }

    @Override
    public String what(Occurrence event, Wording wording) {
        return wording.find(event.name() + ".plain")
                .or(() -> wording.find(event.name()))
                .orElse(event.name());
    }

    @Override
    public List<String> fieldsBehind(String rule) {
        return switch (rule) {
            case "organization-deleted" -> List.of(OrganizationDocument.STATE);
            case "deletion-already-requested", "deletion-not-requested", "deletion-requested" ->
                List.of(OrganizationDocument.STATE);
            case "deletion-not-due", "deletion-due" -> List.of(OrganizationDocument.DELETION_DUE_AT);
            case "license-shut", "license-expired", "license-revoked", "license-not-active" ->
                List.of(OrganizationDocument.LICENSE_STATUS);
            case "seat-limit" ->
                List.of(OrganizationDocument.SEATS, OrganizationDocument.SEATS_USED, LICENSE + "extraSeats");
            default -> List.of();
        };
    }
}
