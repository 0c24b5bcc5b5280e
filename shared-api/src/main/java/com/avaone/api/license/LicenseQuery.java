package com.avaone.api.license;

import com.avaone.api.kernel.OrganizationId;
import org.jspecify.annotations.Nullable;

/** What can be asked about licenses. */
public sealed interface LicenseQuery {

    /** The license of an organization. Answers {@link LicenseView}; refused as not-found where there is none. */
    record FindLicense(OrganizationId organizationId) implements LicenseQuery {}

    /**
     * What happened to an organization's license, newest first. Answers {@link LicenseHistory}. Read from the events themselves, so it
     * is complete as soon as a command is accepted.
     *
     * @param cursor from the page before
     * @param limit 1 to 200
     */
    record FindLicenseHistory(
            OrganizationId organizationId, @Nullable String cursor, int limit) implements LicenseQuery {}
}
