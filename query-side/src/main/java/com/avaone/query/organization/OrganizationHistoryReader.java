package com.avaone.query.organization;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseEvent;
import com.avaone.api.organization.OrganizationEvent;
import com.avaone.api.organization.OrganizationEvent.OrganizationRegistered;
import com.avaone.api.organization.OrganizationView;
import com.avaone.projection.organization.OrganizationChanges;
import com.avaone.projection.organization.OrganizationDocument;
import com.avaone.query.kernel.history.AsOf;
import com.avaone.query.kernel.history.History;
import java.util.Optional;
import org.bson.Document;
import org.springframework.stereotype.Component;

/** Makes an organization as it was from its events and its license's, by the same changes that make the read model. */
@Component
class OrganizationHistoryReader {

    private final History history;

    OrganizationHistoryReader(History history) {
        this.history = history;
    }

    /** The organization at that moment; empty where it did not exist yet. */
    Optional<OrganizationView> find(OrganizationId organizationId, AsOf asOf) {
        var first = history.first(organizationId.value());
        if (first.isEmpty()) {
            return Optional.empty();
        }
        var bound = asOf.heldAgainst(first.get(), history);
        var document = new Document(OrganizationDocument.ID, organizationId.value());
        history.read(organizationId.value(), bound, occurrence -> {
            var change = OrganizationChanges.of((OrganizationEvent) occurrence.payload(), occurrence.at());
            OrganizationDocument.apply(document, OrganizationDocument.ORGANIZATION_SOURCE, occurrence.number(), change);
        });
        if (!OrganizationDocument.isRegistered(document)) {
            return Optional.empty();
        }
        var licenseId = ((OrganizationRegistered) first.get().payload()).licenseId();
        history.read(licenseId.value(), bound, occurrence -> {
            var change =
                    OrganizationChanges.of((LicenseEvent) occurrence.payload(), occurrence.at(), occurrence.reason());
            OrganizationDocument.apply(document, OrganizationDocument.LICENSE_SOURCE, occurrence.number(), change);
        });
        return Optional.of(OrganizationDocument.view(document));
    }
}
