package com.avaone.api.organization;

import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.license.LicenseTerms;
import java.time.Instant;
import java.util.Set;
import org.axonframework.serialization.Revision;

/** What happened to an organization. */
public sealed interface OrganizationEvent extends TenantEvent, ConcernsPerson {

    @Override
    default String personId() {
        return organizationId().value();
    }

    /** It exists, and a license under these terms is to be issued for it. Version 1 does not say in whose name mail comes. */
    @StableName("organization.registered")
    @Revision("2")
    record OrganizationRegistered(
            OrganizationId organizationId,
            Slug slug,
            OrganizationProfile profile,
            Set<ProductId> products,
            OrganizationSettings settings,
            LicenseId licenseId,
            LicenseTerms terms)
            implements OrganizationEvent {}

    /** The profile is now this. */
    @StableName("organization.profile-changed")
    @Revision("1")
    record ProfileChanged(OrganizationId organizationId, OrganizationProfile profile) implements OrganizationEvent {}

    /** The organization now wants these products. */
    @StableName("organization.products-selected")
    @Revision("1")
    record ProductsSelected(OrganizationId organizationId, Set<ProductId> products) implements OrganizationEvent {}

    /** The settings are now these. Version 1 does not say in whose name mail comes. */
    @StableName("organization.settings-changed")
    @Revision("2")
    record SettingsChanged(OrganizationId organizationId, OrganizationSettings settings) implements OrganizationEvent {}

    /** It will be deleted at {@code dueAt} unless it is restored before. */
    @StableName("organization.deletion-requested")
    @Revision("1")
    record DeletionRequested(OrganizationId organizationId, Instant dueAt) implements OrganizationEvent {}

    /** The requested deletion was taken back. */
    @StableName("organization.restored")
    @Revision("1")
    record OrganizationRestored(OrganizationId organizationId) implements OrganizationEvent {}

    /** It is gone: its slug is free, its license ends, its databases are dropped. */
    @StableName("organization.deleted")
    @Revision("1")
    record OrganizationDeleted(OrganizationId organizationId, Slug slug, LicenseId licenseId)
            implements OrganizationEvent {}
}
