package com.avaone.web.user.sample;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.ProductGrant;
import com.avaone.api.license.Seats;
import com.avaone.api.organization.EmployeeCount;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import com.avaone.api.organization.OrganizationProfile;
import com.avaone.api.organization.OrganizationSettings;
import com.avaone.api.organization.Slug;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** The organizations of the test data: one with everybody in it, and another, whose people must see nothing of the first. */
enum SampleOrganization {
    TRADING("sample-trading", "Sample Trading", SampleRole.ofOrganization()),
    WORKS("sample-works", "Sample Works", List.of(SampleRole.ADMIN, SampleRole.EMPLOYEE));

    private static final int SEATS = 25;

    private final Slug slug;
    private final String displayName;
    private final List<SampleRole> roles;

    SampleOrganization(String slug, String displayName, List<SampleRole> roles) {
        this.slug = new Slug(slug);
        this.displayName = displayName;
        this.roles = roles;
    }

    Slug slug() {
        return slug;
    }

    List<SampleRole> roles() {
        return roles;
    }

    /** The command that makes it, with a license for products. */
    RegisterOrganization toCommand(LocalDate today, Set<ProductId> products) {
        return new RegisterOrganization(
                OrganizationId.randomOfTestData(),
                slug,
                new OrganizationProfile(
                        displayName,
                        SampleUsers.address("office", slug),
                        null,
                        null,
                        null,
                        EmployeeCount.parse("11-50"),
                        null,
                        null,
                        "Made for trying the suite out.",
                        SampleUsers.address(SampleRole.ADMIN.localPart(), slug)),
                products,
                OrganizationSettings.DEFAULT,
                LicenseId.random(),
                new LicenseTerms(
                        new Seats(SEATS),
                        today.plusYears(1),
                        0,
                        products.stream()
                                .map(product -> new ProductGrant(product, null))
                                .toList()));
    }
}
