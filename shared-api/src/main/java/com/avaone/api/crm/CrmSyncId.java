package com.avaone.api.crm;

import com.avaone.api.kernel.OrganizationId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The sync of one organization's records: {@code syn_} and the rest of the organization's own identifier. */
public record CrmSyncId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "syn_";

    /** That of the operator's records. */
    public static final CrmSyncId OPERATOR =
            new CrmSyncId(PREFIX + OrganizationId.OPERATOR.value().substring(OrganizationId.PREFIX.length()));

    /** Reads what is kept, without judging it. */
    @JsonCreator
    public CrmSyncId {}

    @Override
    public String toString() {
        return value;
    }
}
