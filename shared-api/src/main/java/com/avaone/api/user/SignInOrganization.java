package com.avaone.api.user;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.Slug;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of an organization at the door, and to decide on its license.
 *
 * @param adminEmail whom to ask when the license does not let in
 * @param licenseId its newest license, which may not be issued yet
 * @param licenseStatus absent for the moment before the license is issued
 * @param licenseStatusSince when the license came into this status
 */
public record SignInOrganization(
        OrganizationId organizationId,
        Slug slug,
        String name,
        String adminEmail,
        OrganizationState state,
        LicenseId licenseId,
        @Nullable LicenseStatus licenseStatus,
        @Nullable Instant licenseStatusSince) {

    /** Whether the license lets its users in: it is active, in its grace period too. */
    public boolean isOpen() {
        return state == OrganizationState.ACTIVE && licenseStatus == LicenseStatus.ACTIVE;
    }
}
