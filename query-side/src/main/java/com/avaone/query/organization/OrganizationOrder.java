package com.avaone.query.organization;

import com.avaone.api.organization.OrganizationSort;
import com.avaone.projection.organization.OrganizationDocument;
import com.avaone.query.kernel.ListOrder;

/** The orders of the list of organizations. */
final class OrganizationOrder {

    private OrganizationOrder() {}

    static ListOrder of(OrganizationSort sort) {
        return switch (sort) {
            case NAME -> new ListOrder(sort.name(), OrganizationDocument.NAME_LOWER, false, false);
            case NAME_DESC -> new ListOrder(sort.name(), OrganizationDocument.NAME_LOWER, true, false);
            case CREATED -> new ListOrder(sort.name(), OrganizationDocument.CREATED_AT, false, true);
            case CREATED_DESC -> new ListOrder(sort.name(), OrganizationDocument.CREATED_AT, true, true);
            case EXPIRY -> new ListOrder(sort.name(), OrganizationDocument.VALID_UNTIL, false, false);
            case EXPIRY_DESC -> new ListOrder(sort.name(), OrganizationDocument.VALID_UNTIL, true, false);
        };
    }
}
