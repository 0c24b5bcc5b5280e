package com.avaone.api.asset;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What happened to an asset. The bytes themselves are in no event. */
public sealed interface AssetEvent extends TenantEvent {

    /** The asset concerned. */
    AssetId assetId();

    /**
     * A picture is stored: for the first time, or again after it was deleted. Nobody has described it yet.
     *
     * @param fileName a label, of which nothing follows
     * @param sentAs what the bytes that were sent turned out to be
     * @param original as large as what was sent
     * @param variants smaller ones, the smallest first
     */
    @StableName("asset.uploaded")
    @Revision("1")
    record AssetUploaded(
            OrganizationId organizationId,
            AssetId assetId,
            String fileName,
            ImageType sentAs,
            Variant original,
            List<Variant> variants)
            implements AssetEvent {}

    /** The picture shows this. */
    @StableName("asset.described")
    @Revision("1")
    record AssetDescribed(OrganizationId organizationId, AssetId assetId, AltText altText) implements AssetEvent {}

    /** The picture is no more, and neither are its bytes. */
    @StableName("asset.deleted")
    @Revision("1")
    record AssetDeleted(OrganizationId organizationId, AssetId assetId) implements AssetEvent {}
}
