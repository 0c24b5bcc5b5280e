package com.avaone.query.organization;

import com.avaone.api.organization.OrganizationQuery.FindOrganizations;
import com.avaone.api.organization.OrganizationState;
import com.avaone.projection.organization.OrganizationDocument;
import com.avaone.query.kernel.TextSearch;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** What a question for organizations asks for, as MongoDB's filter. Every value stands there as a value, never as an operator. */
final class OrganizationFilter {

    private OrganizationFilter() {}

    /** All that are not deleted. */
    static Document notDeleted() {
        // Named and not "not DELETED": that would also find documents that only a license has begun, and could use no
        // index.
        return new Document(
                OrganizationDocument.STATE,
                new Document(
                        "$in", List.of(OrganizationState.ACTIVE.name(), OrganizationState.DELETION_REQUESTED.name())));
    }

    /**
     * What the query asks for.
     *
     * @throws com.avaone.api.kernel.Rejected naming {@code text} if it is too long
     */
    static Document of(FindOrganizations query) {
        var all = new ArrayList<Document>();
        all.add(
                query.state() == null
                        ? notDeleted()
                        : new Document(OrganizationDocument.STATE, query.state().name()));
        if (query.licenseStatus() != null) {
            all.add(new Document(
                    OrganizationDocument.LICENSE_STATUS, query.licenseStatus().name()));
        }
        if (query.product() != null) {
            all.add(new Document(OrganizationDocument.PRODUCTS, query.product().value()));
        }
        if (query.expiresFrom() != null) {
            all.add(validUntil("$gte", query.expiresFrom().toString()));
        }
        if (query.expiresUntil() != null) {
            all.add(validUntil("$lte", query.expiresUntil().toString()));
        }
        if (query.text() != null && !query.text().isBlank()) {
            all.add(TextSearch.of(
                    query.text(),
                    OrganizationDocument.NAME_LOWER,
                    OrganizationDocument.SLUG,
                    OrganizationDocument.ADMIN_EMAIL));
        }
        return and(all);
    }

    /** Days of four-digit years are in order as text. */
    static Document validUntil(String operator, String day) {
        return new Document(OrganizationDocument.VALID_UNTIL, new Document(operator, day));
    }

    static Document and(List<Document> all) {
        return new Document("$and", all);
    }
}
