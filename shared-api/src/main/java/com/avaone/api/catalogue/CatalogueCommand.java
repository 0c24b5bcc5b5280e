package com.avaone.api.catalogue;

import static com.avaone.api.kernel.Permission.AUTOMATION;
import static com.avaone.api.kernel.Permission.MANAGE_CATALOGUE;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of the catalogue. */
public sealed interface CatalogueCommand extends TenantCommand {

    /** The one catalogue. */
    CatalogueId catalogueId();

    /** Publishes what the suite begins with, where nothing has been published; else nothing changes. */
    @Needs(AUTOMATION)
    record BeginCatalogue(
            @TargetAggregateIdentifier CatalogueId catalogueId,
            OrganizationId organizationId,
            CatalogueContents contents)
            implements CatalogueCommand {

        /** Begins the catalogue of the operator. */
        public BeginCatalogue(CatalogueContents contents) {
            this(CatalogueId.SUITE, OrganizationId.OPERATOR, contents);
        }
    }

    /**
     * Publishes everything that is sold as a new version.
     *
     * @param effectiveFrom not in the past; absent for at once
     */
    @Needs(MANAGE_CATALOGUE)
    record PublishCatalogue(
            @TargetAggregateIdentifier CatalogueId catalogueId,
            OrganizationId organizationId,
            @Nullable Instant effectiveFrom,
            CatalogueContents contents)
            implements CatalogueCommand {

        /** Publishes in the catalogue of the operator. */
        public PublishCatalogue(@Nullable Instant effectiveFrom, CatalogueContents contents) {
            this(CatalogueId.SUITE, OrganizationId.OPERATOR, effectiveFrom, contents);
        }
    }

    /** Takes back a version that is still to come. */
    @Needs(MANAGE_CATALOGUE)
    @NeedsReason
    record WithdrawCatalogue(
            @TargetAggregateIdentifier CatalogueId catalogueId, OrganizationId organizationId, int catalogueVersion)
            implements CatalogueCommand {

        /** Takes back a version of the operator's catalogue. */
        public WithdrawCatalogue(int catalogueVersion) {
            this(CatalogueId.SUITE, OrganizationId.OPERATOR, catalogueVersion);
        }
    }
}
