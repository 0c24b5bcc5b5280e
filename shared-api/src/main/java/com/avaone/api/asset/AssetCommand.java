package com.avaone.api.asset;

import static com.avaone.api.kernel.Permission.EDIT_CONTENT;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of an asset. */
public sealed interface AssetCommand extends TenantCommand {

    /** The asset concerned. */
    AssetId assetId();

    /**
     * Notes a picture whose bytes are stored already ({@link AssetBytes}). Changes nothing where it is there.
     *
     * @param fileName as whoever sent it called it
     */
    @Needs(EDIT_CONTENT)
    record UploadAsset(
            @TargetAggregateIdentifier AssetId assetId,
            OrganizationId organizationId,
            String fileName,
            ImageType sentAs,
            Variant original,
            List<Variant> variants)
            implements AssetCommand {

        /** Notes a picture of the operator. */
        public UploadAsset(String fileName, ImageType sentAs, Variant original, List<Variant> variants) {
            this(AssetId.of(original.sha256()), OrganizationId.OPERATOR, fileName, sentAs, original, variants);
        }
    }

    /** Says what the picture shows. */
    @Needs(EDIT_CONTENT)
    record DescribeAsset(@TargetAggregateIdentifier AssetId assetId, OrganizationId organizationId, AltText altText)
            implements AssetCommand {

        /** Describes a picture of the operator. */
        public DescribeAsset(AssetId assetId, AltText altText) {
            this(assetId, OrganizationId.OPERATOR, altText);
        }
    }

    /** Deletes the picture with its bytes. */
    @Needs(EDIT_CONTENT)
    record DeleteAsset(@TargetAggregateIdentifier AssetId assetId, OrganizationId organizationId)
            implements AssetCommand {

        /** Deletes a picture of the operator. */
        public DeleteAsset(AssetId assetId) {
            this(assetId, OrganizationId.OPERATOR);
        }
    }
}
