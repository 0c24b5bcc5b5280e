package com.avaone.query.license;

import com.avaone.api.audit.AuditedKind;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.license.LicenseState;
import com.avaone.projection.kernel.Change;
import com.avaone.query.kernel.QueryRole;
import com.avaone.query.kernel.history.Audited;
import com.avaone.query.kernel.history.Occurrence;
import com.avaone.query.kernel.history.Wording;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** How licenses were. */
@Component
@QueryRole
class AuditedLicenses implements Audited {

    @Override
    public AuditedKind kind() {
        return AuditedKind.LICENSE;
    }

    @Override
    public Class<? extends TenantEvent> event() {
        return LicenseEvent.class;
    }

    @Override
    public Change change(Occurrence event, Document before) {
        var change = Change.nothing();
        for (var field : LicenseState.after((LicenseEvent) event.payload(), event.at(), event.reason())
                .entrySet()) {
            change = change.set(field.getKey(), field.getValue());
        }
        return change;
    }

    @Override
    public Set<String> hidden() {
        return Set.of(LicenseState.LICENSE_ID, LicenseState.STATUS_SINCE, LicenseState.STATUS_REASON);
    }

    @Override
    public String what(Occurrence event, Wording wording) {
        return new LicenseInWords(wording).what((LicenseEvent) event.payload());
    }

    @Override
    public String value(String field, Object value, Wording wording) {
        return new LicenseInWords(wording)
                .value(field, value)
                .orElseGet(() -> Audited.super.value(field, value, wording));
    }

    @Override
    public List<String> fieldsBehind(String rule) {
        return switch (rule) {
            case "license-revoked", "license-expired", "license-not-active", "license-not-shut", "license-shut" ->
                List.of(LicenseState.STATUS);
            case "seat-limit" -> List.of(LicenseState.SEATS, LicenseState.SEATS_USED, LicenseState.EXTRA_SEATS);
            case "seats-below-used" -> List.of(LicenseState.SEATS_USED);
            case "product-not-licensed" -> List.of(LicenseState.PRODUCTS);
            default -> List.of();
        };
    }
}
