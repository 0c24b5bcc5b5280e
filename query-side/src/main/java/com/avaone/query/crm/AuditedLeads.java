package com.avaone.query.crm;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.lead.LeadEvent;
import com.avaone.projection.crm.Fields;
import com.avaone.projection.crm.LeadChanges;
import com.avaone.projection.crm.LeadDocument;
import com.avaone.projection.kernel.Change;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.history.Audited;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** How leads were. Who they are, and what they wrote, is told to nobody here. */
@Component
@QueryRole
class AuditedLeads implements Audited {

    @Override
    public AuditedKind kind() {
        return AuditedKind.LEAD;
    }

    @Override
    public Class<? extends TenantEvent> event() {
        return LeadEvent.class;
    }

    @Override
    public Change change(Occurrence event, Document before) {
        return LeadChanges.of((LeadEvent) event.payload(), event.at(), () -> Optional.of(before));
    }

    @Override
    public Set<String> personal() {
        return Set.of("name", Fields.EMAIL, "phone", "company", "message", "meeting", "consent", "billing");
    }

    @Override
    public Set<String> hidden() {
        return Set.of(
                Fields.NAME_LOWER,
                Fields.COMPANY_LOWER,
                Fields.PHONE_KEY,
                Fields.NAME_KEY,
                LeadDocument.UPDATED_AT,
                LeadDocument.WAS_CONTACTED,
                LeadDocument.WAS_QUALIFIED,
                LeadDocument.CONVERSION_DAYS);
    }

    @Override
    public String what(Occurrence event, Wording wording) {
        return wording.of(event.name(), LeadChanges.figure((LeadEvent) event.payload(), wording::of));
    }

    @Override
    public List<String> fieldsBehind(String rule) {
        return switch (rule) {
            case "lead-not-qualified",
                    "lead-qualified",
                    "lead-disqualified",
                    "lead-not-disqualified",
                    "lead-converted",
                    "lead-erased" -> List.of(LeadDocument.STATE);
            case "lead-merged", "lead-not-merged" -> List.of(LeadDocument.STATE, LeadDocument.MERGED_INTO);
            case "address-confirmed", "confirmation-just-asked" -> List.of(LeadDocument.CONFIRMATION);
            case "consent-not-given", "consent-withdrawn" -> List.of("consent", "consentWithdrawnAt");
            default -> List.of();
        };
    }
}
