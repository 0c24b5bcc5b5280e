package com.avaone.api.license;

import static com.avaone.api.kernel.Permission.ADMINISTER_ORGANIZATIONS;
import static com.avaone.api.kernel.Permission.AUTOMATION;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import java.time.Period;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a license. */
public sealed interface LicenseCommand extends TenantCommand {

    /** The license concerned. */
    LicenseId licenseId();

    /** Makes the license of an organization, also when its last day has gone by since the organization was registered. */
    @Needs(AUTOMATION)
    record IssueLicense(
            @TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId, LicenseTerms terms)
            implements LicenseCommand {}

    /** Shuts the license until it is reinstated, for a breach or an unpaid bill. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record SuspendLicense(@TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId)
            implements LicenseCommand {}

    /** Shuts the license at the organization's own wish. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record PauseLicense(@TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId)
            implements LicenseCommand {}

    /** Opens a paused license (resumed) or a suspended one (reinstated). */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record ResumeLicense(@TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId)
            implements LicenseCommand {}

    /** Extends the license by a period of years, months and days. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record RenewLicense(
            @TargetAggregateIdentifier LicenseId licenseId,
            OrganizationId organizationId,
            Period period,
            RenewalStart start)
            implements LicenseCommand {}

    /**
     * Looks at the calendar: past the last day the grace period starts, past the grace period the license expires. Sent by a deadline;
     * changes nothing when it comes too early.
     */
    @Needs(AUTOMATION)
    record ExpireLicense(@TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId)
            implements LicenseCommand {}

    /**
     * Notes that the license ends in {@code daysLeft} days; when it comes late, in as many as are left. Sent by a deadline; changes
     * nothing when it comes too early, after the last day, or after another notice that was due on the same day or later in this term.
     */
    @Needs(AUTOMATION)
    record NoticeExpiry(@TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId, int daysLeft)
            implements LicenseCommand {}

    /** Sets how many days the license stays usable after its last day. During the grace period this moves its end, or ends it at once. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record ChangeGracePeriod(
            @TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId, int graceDays)
            implements LicenseCommand {}

    /** Sets how many users may hold a seat; refused if that, with the seats beyond the limit, is less than the number taken. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record ChangeSeatLimit(@TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId, Seats seats)
            implements LicenseCommand {}

    /** Replaces the products and their own last days. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record ChangeProducts(
            @TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId, List<ProductGrant> products)
            implements LicenseCommand {}

    /** Sets what happens when all seats are taken; refused if the limit, with the seats beyond it, is less than the number taken. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record ChangeOveragePolicy(
            @TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId, OveragePolicy overage)
            implements LicenseCommand {}

    /** Ends the license for good. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record RevokeLicense(@TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId)
            implements LicenseCommand {}

    /**
     * Gives a seat to a user; a user who has one keeps it and nothing changes. Seats follow what becomes of users: nobody moves them by
     * hand, or more people could be let in than there are seats.
     */
    @Needs(AUTOMATION)
    record AssignSeat(@TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId, UserId userId)
            implements LicenseCommand {}

    /** Takes a user's seat back, as {@link AssignSeat}; nothing changes where there is none. */
    @Needs(AUTOMATION)
    record ReleaseSeat(@TargetAggregateIdentifier LicenseId licenseId, OrganizationId organizationId, UserId userId)
            implements LicenseCommand {}
}
