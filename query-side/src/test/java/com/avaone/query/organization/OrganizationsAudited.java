package com.avaone.query.organization;

import com.avaone.query.kernel.history.Audited;

/** What the room says of how its own were, for tests of others. */
public final class OrganizationsAudited {

    private OrganizationsAudited() {}

    /** As the application has it. */
    public static Audited audited() {
        return new AuditedOrganizations();
    }
}
