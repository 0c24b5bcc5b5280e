package com.avaone.api.organization;

import static com.avaone.api.kernel.Permission.ADMINISTER_ORGANIZATIONS;
import static com.avaone.api.kernel.Permission.AUTOMATION;
import static com.avaone.api.kernel.Permission.MANAGE_ORGANIZATION;
import static com.avaone.api.kernel.Permission.MANAGE_SETTINGS;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.license.LicenseTerms;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of an organization. */
public sealed interface OrganizationCommand extends TenantCommand {

    /** Makes an organization under a slug that nobody else has, with the license that is to be issued for it. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    record RegisterOrganization(
            @TargetAggregateIdentifier OrganizationId organizationId,
            Slug slug,
            OrganizationProfile profile,
            Set<ProductId> products,
            OrganizationSettings settings,
            LicenseId licenseId,
            LicenseTerms terms)
            implements OrganizationCommand {}

    /** Replaces the whole profile. An equal profile changes nothing. */
    @Needs(MANAGE_ORGANIZATION)
    record ChangeProfile(@TargetAggregateIdentifier OrganizationId organizationId, OrganizationProfile profile)
            implements OrganizationCommand {}

    /** Replaces the set of products the organization wants. What it may use is the license's to say. */
    @Needs(MANAGE_ORGANIZATION)
    record SelectProducts(@TargetAggregateIdentifier OrganizationId organizationId, Set<ProductId> products)
            implements OrganizationCommand {}

    /** Replaces the settings. */
    @Needs(MANAGE_SETTINGS)
    record ChangeSettings(@TargetAggregateIdentifier OrganizationId organizationId, OrganizationSettings settings)
            implements OrganizationCommand {}

    /** Asks for the end of the organization after the grace period. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record RequestDeletion(@TargetAggregateIdentifier OrganizationId organizationId) implements OrganizationCommand {}

    /** Takes a requested deletion back while it is not yet due. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    @NeedsReason
    record RestoreOrganization(@TargetAggregateIdentifier OrganizationId organizationId)
            implements OrganizationCommand {}

    /** Ends the organization; accepted only once the grace period is over. Sent by a deadline. */
    @Needs(AUTOMATION)
    record DeleteOrganization(@TargetAggregateIdentifier OrganizationId organizationId)
            implements OrganizationCommand {}
}
