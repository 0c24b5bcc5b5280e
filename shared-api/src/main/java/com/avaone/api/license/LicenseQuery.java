package com.avaone.api.license;

import static com.avaone.api.kernel.Permission.MANAGE_LICENSE;
import static com.avaone.api.kernel.Permission.READ_HISTORY;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;
import org.jspecify.annotations.Nullable;

/** What can be asked about licenses. */
public sealed interface LicenseQuery {

    /**
     * The license of an organization. Answers {@link LicenseView}; refused as not-found where there is none.
     *
     * @param asOf a position ({@code 123}) or an instant ({@code 2026-01-31T12:00:00Z}): the state at that moment; absent for now
     */
    @Needs({MANAGE_LICENSE, READ_HISTORY})
    record FindLicense(
            OrganizationId organizationId, @Nullable String asOf) implements LicenseQuery, TenantMessage {

        /** About now. */
        public FindLicense(OrganizationId organizationId) {
            this(organizationId, null);
        }
    }

    /**
     * What happened to an organization's license, newest first. Answers {@link LicenseHistory}. Read from the events themselves, so it
     * is complete as soon as a command is accepted.
     *
     * @param cursor from the page before
     * @param limit 1 to 200
     */
    @Needs({MANAGE_LICENSE, READ_HISTORY})
    record FindLicenseHistory(
            OrganizationId organizationId, @Nullable String cursor, int limit) implements LicenseQuery, TenantMessage {}
}
