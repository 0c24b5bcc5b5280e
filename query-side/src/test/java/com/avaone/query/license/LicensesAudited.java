package com.avaone.query.license;

import com.avaone.query.kernel.history.Audited;

/** What the room says of how its own were, for tests of others. */
public final class LicensesAudited {

    private LicensesAudited() {}

    /** As the application has it. */
    public static Audited audited() {
        return new AuditedLicenses();
    }
}
