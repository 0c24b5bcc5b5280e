package com.avaone.api.organization;

import com.avaone.api.kernel.Growth;
import com.avaone.api.license.LicenseStatus;
import java.util.List;
import java.util.Map;

/**
 * Counts over all organizations that are not deleted.
 *
 * @param byLicenseStatus every status, also those with none
 * @param inGrace active licenses past their last day
 * @param withoutLicense registered a moment ago, license not yet issued
 * @param deletionRequested will be deleted unless restored
 * @param seats sum of the licenses' seats
 * @param seatsUsed sum of the seats assigned
 * @param expiringSoon active licenses that end within 30 days, soonest first, at most 10
 * @param registrations days on which organizations were registered, in order, deleted ones included
 */
public record OrganizationFigures(
        long total,
        Map<LicenseStatus, Long> byLicenseStatus,
        long inGrace,
        long withoutLicense,
        long deletionRequested,
        long seats,
        long seatsUsed,
        List<OrganizationView> expiringSoon,
        List<Growth> registrations) {}
