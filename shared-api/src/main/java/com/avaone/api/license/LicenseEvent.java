package com.avaone.api.license;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happened to a license. */
public sealed interface LicenseEvent extends TenantEvent {

    /** The license concerned. */
    LicenseId licenseId();

    /** It exists and is active. */
    @StableName("license.issued")
    @Revision("1")
    record LicenseIssued(LicenseId licenseId, OrganizationId organizationId, LicenseTerms terms)
            implements LicenseEvent {}

    /** Shut by the operator. */
    @StableName("license.suspended")
    @Revision("1")
    record LicenseSuspended(LicenseId licenseId, OrganizationId organizationId) implements LicenseEvent {}

    /** Shut at the organization's wish. */
    @StableName("license.paused")
    @Revision("1")
    record LicensePaused(LicenseId licenseId, OrganizationId organizationId) implements LicenseEvent {}

    /** Active again after a pause. */
    @StableName("license.resumed")
    @Revision("1")
    record LicenseResumed(LicenseId licenseId, OrganizationId organizationId) implements LicenseEvent {}

    /** Active again after a suspension. */
    @StableName("license.reinstated")
    @Revision("1")
    record LicenseReinstated(LicenseId licenseId, OrganizationId organizationId) implements LicenseEvent {}

    /**
     * Valid until a new last day; a grace period that was running is over.
     *
     * @param status what the license is now: an expired license that is renewed is active again, a paused or suspended one stays so
     */
    @StableName("license.renewed")
    @Revision("1")
    record LicenseRenewed(
            LicenseId licenseId, OrganizationId organizationId, LocalDate validUntil, LicenseStatus status)
            implements LicenseEvent {}

    /** The last day is past; usable through {@code graceUntil}. */
    @StableName("license.grace-started")
    @Revision("1")
    record GraceStarted(LicenseId licenseId, OrganizationId organizationId, LocalDate graceUntil)
            implements LicenseEvent {}

    /** The last day and the grace period are past. */
    @StableName("license.expired")
    @Revision("1")
    record LicenseExpired(LicenseId licenseId, OrganizationId organizationId) implements LicenseEvent {}

    /** It will end in {@code daysLeft} days. */
    @StableName("license.expiry-noticed")
    @Revision("1")
    record ExpiryNoticed(LicenseId licenseId, OrganizationId organizationId, int daysLeft, LocalDate validUntil)
            implements LicenseEvent {}

    /** The grace period is now this long. */
    @StableName("license.grace-period-changed")
    @Revision("1")
    record GracePeriodChanged(LicenseId licenseId, OrganizationId organizationId, int graceDays)
            implements LicenseEvent {}

    /** This many users may now hold a seat. */
    @StableName("license.seat-limit-changed")
    @Revision("1")
    record SeatLimitChanged(LicenseId licenseId, OrganizationId organizationId, Seats seats) implements LicenseEvent {}

    /** These products may now be used. */
    @StableName("license.products-changed")
    @Revision("1")
    record ProductsChanged(LicenseId licenseId, OrganizationId organizationId, List<ProductGrant> products)
            implements LicenseEvent {}

    /** What happens when all seats are taken is now this. */
    @StableName("license.overage-policy-changed")
    @Revision("1")
    record OveragePolicyChanged(LicenseId licenseId, OrganizationId organizationId, OveragePolicy overage)
            implements LicenseEvent {}

    /** Ended for good. */
    @StableName("license.revoked")
    @Revision("1")
    record LicenseRevoked(LicenseId licenseId, OrganizationId organizationId) implements LicenseEvent {}

    /**
     * The user holds a seat.
     *
     * @param seatsUsed how many are taken now
     */
    @StableName("license.seat-assigned")
    @Revision("1")
    record SeatAssigned(LicenseId licenseId, OrganizationId organizationId, UserId userId, int seatsUsed)
            implements LicenseEvent {}

    /**
     * The user holds no seat any more.
     *
     * @param seatsUsed how many are taken now
     */
    @StableName("license.seat-released")
    @Revision("1")
    record SeatReleased(LicenseId licenseId, OrganizationId organizationId, UserId userId, int seatsUsed)
            implements LicenseEvent {}
}
