package com.avaone.api.asset;

import static com.avaone.api.kernel.Permission.EDIT_CONTENT;
import static com.avaone.api.kernel.Permission.VISIT;

import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantMessage;
import org.jspecify.annotations.Nullable;

/** What can be asked about assets. */
public sealed interface AssetQuery {

    /**
     * Where stored bytes are that somebody may see. Answers {@link AssetFile}; refused as not-found where no asset that is there has them.
     */
    @Needs(VISIT)
    record FindAssetFile(Sha256 sha256, ImageType type) implements AssetQuery {}

    /** An asset. Answers {@link AssetView}; refused as not-found. */
    @Needs(EDIT_CONTENT)
    record FindAsset(OrganizationId organizationId, AssetId assetId) implements AssetQuery, TenantMessage {

        /** An asset of the operator. */
        public FindAsset(AssetId assetId) {
            this(OrganizationId.OPERATOR, assetId);
        }
    }

    /**
     * A page of assets, what was uploaded last first. Answers {@link AssetPage}.
     *
     * @param type only those whose stored original is of this type; absent for all
     * @param text a part of the file's name, or of what the picture shows; absent for all
     * @param limit 1 to 100
     */
    @Needs(EDIT_CONTENT)
    record FindAssets(
            OrganizationId organizationId,
            @Nullable ImageType type,
            @Nullable String text,
            @Nullable String cursor,
            int limit)
            implements AssetQuery, TenantMessage {}
}
