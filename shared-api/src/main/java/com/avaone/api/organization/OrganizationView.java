package com.avaone.api.organization;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.LicenseView;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An organization as it is (or was) at one moment.
 *
 * @param version number of the last event of the organization itself; its ETag
 * @param deletionDueAt when a requested deletion takes place
 * @param license absent for the moment between the organization's registration and the issue of its license
 */
public record OrganizationView(
        OrganizationId organizationId,
        Slug slug,
        OrganizationState state,
        OrganizationProfile profile,
        Set<ProductId> products,
        OrganizationSettings settings,
        LicenseId licenseId,
        @Nullable LicenseView license,
        @Nullable Instant deletionDueAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
