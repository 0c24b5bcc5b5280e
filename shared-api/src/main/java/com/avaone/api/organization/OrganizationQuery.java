package com.avaone.api.organization;

import static com.avaone.api.kernel.Permission.ADMINISTER_ORGANIZATIONS;
import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;
import static com.avaone.api.kernel.Permission.MANAGE_ORGANIZATION;
import static com.avaone.api.kernel.Permission.READ_HISTORY;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.TenantMessage;
import com.avaone.api.license.LicenseStatus;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked about organizations. */
public sealed interface OrganizationQuery {

    /**
     * One organization. Answers {@link OrganizationView}; refused as not-found where there is none.
     *
     * @param asOf a position ({@code 123}) or an instant ({@code 2026-01-31T12:00:00Z}): the state then; absent for now
     */
    @Needs({MANAGE_ORGANIZATION, READ_HISTORY})
    record FindOrganization(
            OrganizationId organizationId, @Nullable String asOf) implements OrganizationQuery, TenantMessage {}

    /**
     * A page of organizations. Answers {@link OrganizationPage}. Absent filters match everything; deleted organizations are listed only
     * where {@code state} asks for them.
     *
     * @param text part of a name, slug or admin's e-mail
     * @param licenseStatus only licenses in this state
     * @param product only organizations that selected it
     * @param expiresFrom license valid until this day or later
     * @param expiresUntil license valid until this day or earlier
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(ADMINISTER_ORGANIZATIONS)
    record FindOrganizations(
            @Nullable String text,
            @Nullable OrganizationState state,
            @Nullable LicenseStatus licenseStatus,
            @Nullable ProductId product,
            @Nullable LocalDate expiresFrom,
            @Nullable LocalDate expiresUntil,
            OrganizationSort sort,
            @Nullable String cursor,
            int limit)
            implements OrganizationQuery {}

    /**
     * The names of some organizations. Answers {@link OrganizationNames}.
     *
     * @param organizationIds at most 100
     */
    @Needs({ADMINISTER_ORGANIZATIONS, CONFIGURE_SYSTEM})
    record FindOrganizationNames(Set<OrganizationId> organizationIds) implements OrganizationQuery {}

    /** Figures for the dashboard. Answers {@link OrganizationFigures}. */
    @Needs(ADMINISTER_ORGANIZATIONS)
    record FindOrganizationFigures() implements OrganizationQuery {}
}
