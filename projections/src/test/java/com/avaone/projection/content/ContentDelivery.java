package com.avaone.projection.content;

import com.avaone.projection.kernel.TenantDocuments;
import com.avaone.projection.organization.Delivery;

/** Hands events to the projector of the site's content. */
public final class ContentDelivery {

    private ContentDelivery() {}

    /** The projector over these documents. */
    public static Delivery to(TenantDocuments documents) {
        return Delivery.to(new ContentProjector(documents));
    }
}
