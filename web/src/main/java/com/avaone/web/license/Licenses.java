package com.avaone.web.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseQuery.FindLicense;
import com.avaone.api.license.LicenseQuery.FindLicenseHistory;
import com.avaone.api.license.LicenseView;
import com.avaone.api.organization.OrganizationQuery.FindOrganization;
import com.avaone.api.organization.OrganizationView;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the API and the pages ask about licenses. */
@Component
class Licenses {

    private final Queries queries;

    Licenses(Queries queries) {
        this.queries = queries;
    }

    LicenseView of(OrganizationId organizationId) {
        return queries.ask(new FindLicense(organizationId), LicenseView.class);
    }

    LicenseView of(OrganizationId organizationId, long minPosition) {
        return queries.ask(new FindLicense(organizationId), LicenseView.class, minPosition);
    }

    /** Whose license a command is about: asked of the organization, so that a caller can name no other. */
    LicenseId idOf(OrganizationId organizationId) {
        return organization(organizationId).licenseId();
    }

    OrganizationView organization(OrganizationId organizationId) {
        return queries.ask(new FindOrganization(organizationId, null), OrganizationView.class);
    }

    LicenseHistory history(OrganizationId organizationId, @Nullable String cursor, int limit) {
        return queries.ask(new FindLicenseHistory(organizationId, Text.orNull(cursor), limit), LicenseHistory.class);
    }
}
