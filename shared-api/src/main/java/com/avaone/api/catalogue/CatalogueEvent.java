package com.avaone.api.catalogue;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import java.time.Instant;
import org.axonframework.serialization.Revision;

/** What happened to the catalogue, which is the operator's. */
public sealed interface CatalogueEvent extends TenantEvent {

    /** The version concerned, counted from 1. */
    int catalogueVersion();

    /**
     * Everything that is sold is this, from an instant on.
     *
     * @param effectiveFrom not before the event
     */
    @StableName("catalogue.published")
    @Revision("1")
    record CataloguePublished(
            OrganizationId organizationId, int catalogueVersion, Instant effectiveFrom, CatalogueContents contents)
            implements CatalogueEvent {}

    /** A version that was still to come never takes effect. */
    @StableName("catalogue.withdrawn")
    @Revision("1")
    record CatalogueWithdrawn(OrganizationId organizationId, int catalogueVersion) implements CatalogueEvent {}
}
