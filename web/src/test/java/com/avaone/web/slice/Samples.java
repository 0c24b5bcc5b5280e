package com.avaone.web.slice;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.LicenseStatus;
import com.avaone.api.license.LicenseView;
import com.avaone.api.license.OveragePolicy;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.Seats;
import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.organization.OrganizationView;
import com.avaone.api.organization.Slug;
import com.avaone.api.user.SignInOrganization;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Values that the tests of the web floor share. */
final class Samples {

    static final OrganizationId ORGANIZATION = OrganizationId.random();
    static final LicenseId LICENSE = LicenseId.random();
    static final long VERSION = 7;
    static final long POSITION = 1_207;

    static final OrganizationProfile PROFILE = new OrganizationProfile(
            "Northwind Traders",
            new EmailAddress("office@northwind.example"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new EmailAddress("admin@northwind.example"));

    static final LicenseView LICENSE_VIEW = license(LicenseStatus.ACTIVE);

    static final OrganizationView VIEW = withLicense(LicenseStatus.ACTIVE);

    static final SignInOrganization AT_THE_DOOR =
            atTheDoor(ORGANIZATION, OrganizationState.ACTIVE, LicenseStatus.ACTIVE);

    /** It was deleted. */
    static final SignInOrganization GONE =
            atTheDoor(OrganizationId.random(), OrganizationState.DELETED, LicenseStatus.REVOKED);

    static final ProcessorsView PROCESSORS =
            new ProcessorsView(POSITION, List.of(processor("organization", false), processor("mail", true)));

    private Samples() {}

    private static SignInOrganization atTheDoor(
            OrganizationId organizationId, OrganizationState state, LicenseStatus license) {
        return new SignInOrganization(
                organizationId,
                VIEW.slug(),
                VIEW.profile().name(),
                VIEW.profile().adminEmail().value(),
                state,
                LICENSE,
                license,
                Admin.NOW);
    }

    private static LicenseView license(LicenseStatus status) {
        return new LicenseView(
                LICENSE,
                ORGANIZATION,
                status,
                Admin.NOW,
                null,
                LocalDate.of(2027, 12, 31),
                14,
                null,
                new Seats(25),
                3,
                OveragePolicy.NONE,
                List.of(new ProductGrant(new ProductId("ava-cx"), null)),
                3);
    }

    /** The organization with a license of this status. */
    static OrganizationView withLicense(LicenseStatus status) {
        return organization(OrganizationState.ACTIVE, status);
    }

    /** The organization in this state, with a license of this status. */
    static OrganizationView organization(OrganizationState state, LicenseStatus status) {
        return new OrganizationView(
                ORGANIZATION,
                new Slug("northwind-traders"),
                state,
                PROFILE,
                Set.of(new ProductId("ava-cx")),
                OrganizationSettings.DEFAULT,
                LICENSE,
                license(status),
                null,
                Admin.NOW,
                Admin.NOW,
                VERSION);
    }

    private static ProcessorView processor(String name, boolean sideEffects) {
        return new ProcessorView(
                name, ProcessorsView.State.RUNNING, sideEffects, POSITION, 0, Admin.NOW, 0, false, null, null);
    }
}
