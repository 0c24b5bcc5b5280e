package com.avaone.api.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A license as it is (or was) at one moment.
 *
 * @param statusSince when it came into this status; a renewal of an active license counts anew
 * @param statusReason why, in the words of whoever changed it
 * @param graceUntil last day of the running grace period; absent outside one
 * @param version number of the license's last event; its ETag
 */
public record LicenseView(
        LicenseId licenseId,
        OrganizationId organizationId,
        LicenseStatus status,
        Instant statusSince,
        @Nullable String statusReason,
        LocalDate validUntil,
        int graceDays,
        @Nullable LocalDate graceUntil,
        Seats seats,
        int seatsUsed,
        OveragePolicy overage,
        List<ProductGrant> products,
        long version) {}
