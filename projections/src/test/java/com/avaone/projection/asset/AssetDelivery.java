package com.avaone.projection.asset;

import com.avaone.projection.kernel.TenantDocuments;
import com.avaone.projection.organization.Delivery;

/** Hands events to the projector of assets. */
public final class AssetDelivery {

    private AssetDelivery() {}

    /** The projector over these documents. */
    public static Delivery to(TenantDocuments documents) {
        return Delivery.to(new AssetProjector(documents));
    }
}
