package com.avaone.web.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseHistory;
import com.avaone.api.license.LicenseQuery.FindLicense;
import com.avaone.api.license.LicenseQuery.FindLicenseHistory;
import com.avaone.api.license.LicenseView;
import com.avaone.api.organization.OrganizationQuery.FindOrganization;
import com.avaone.api.organization.OrganizationView;
import com.avaone.web.kernel.OrganizationInPath;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the API and the pages ask about licenses. */
@Component
class Licenses {

    private final Queries queries;
    private final OrganizationInPath organizations;

    Licenses(Queries queries, OrganizationInPath organizations) {
        this.queries = queries;
        this.organizations = organizations;
    }

    LicenseView of(OrganizationId organizationId) {
        return queries.ask(new FindLicense(organizationId), LicenseView.class);
    }

    /** The license at a position or an instant of the past; now where {@code asOf} is absent. */
    LicenseView at(OrganizationId organizationId, @Nullable String asOf) {
        return queries.ask(new FindLicense(organizationId, Text.orNull(asOf)), LicenseView.class);
    }

    LicenseView of(OrganizationId organizationId, long minPosition) {
        return queries.ask(new FindLicense(organizationId), LicenseView.class, minPosition);
    }

    /** Whose license a command is about: known in memory, so that it goes on while the databases are down. */
    LicenseId idOf(OrganizationId organizationId) {
        return organizations.licenseOf(organizationId);
    }

    OrganizationView organization(OrganizationId organizationId) {
        return queries.ask(new FindOrganization(organizationId, null), OrganizationView.class);
    }

    LicenseHistory history(OrganizationId organizationId, @Nullable String cursor, int limit) {
        return queries.ask(new FindLicenseHistory(organizationId, Text.orNull(cursor), limit), LicenseHistory.class);
    }
}
