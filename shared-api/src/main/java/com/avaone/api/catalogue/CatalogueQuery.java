package com.avaone.api.catalogue;

import static com.avaone.api.kernel.Permission.AUTOMATION;
import static com.avaone.api.kernel.Permission.MANAGE_CATALOGUE;
import static com.avaone.api.kernel.Permission.READ_HISTORY;
import static com.avaone.api.kernel.Permission.VISIT;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked about the catalogue. */
public sealed interface CatalogueQuery {

    /**
     * What is sold, or was. Answers {@link CatalogueVersion} without what is hidden; refused as not-found where the version was never in
     * force.
     *
     * @param catalogueVersion absent for the one in force
     */
    @Needs(VISIT)
    record FindCatalogue(@Nullable Integer catalogueVersion) implements CatalogueQuery {}

    /** As {@link FindCatalogue}, what was in force at an instant. Answers {@link CatalogueVersion}; refused as not-found where nothing was. */
    @Needs(READ_HISTORY)
    record FindCatalogueAsOf(OrganizationId organizationId, Instant asOf) implements CatalogueQuery, TenantMessage {}

    /** When something else comes into force by itself. Answers {@link NextCatalogue}. */
    @Needs(AUTOMATION)
    record FindNextCatalogue() implements CatalogueQuery {}

    /** Which products there are and were, and what they are called, by the catalogue's own events. Answers {@link KnownProducts}. */
    @Needs(AUTOMATION)
    record FindProducts() implements CatalogueQuery {}

    /** What a selection costs now. Answers {@link Quote}; refused as {@link CatalogueVersion#quote} says. */
    @Needs(VISIT)
    record FindPrice(Selection selection) implements CatalogueQuery {}

    /**
     * A page of all versions, the latest first, with everything that is in them. Answers {@link CatalogueVersionPage}.
     *
     * @param limit 1 to 20
     */
    @Needs(MANAGE_CATALOGUE)
    record FindCatalogueVersions(
            OrganizationId organizationId, @Nullable String cursor, int limit)
            implements CatalogueQuery, TenantMessage {}

    /** One of the versions, hidden things too, whatever its state. Answers {@link CatalogueVersionView}; refused as not-found. */
    @Needs(MANAGE_CATALOGUE)
    record FindCatalogueVersion(OrganizationId organizationId, int catalogueVersion)
            implements CatalogueQuery, TenantMessage {}
}
