package com.avaone.projection.catalogue;

import com.avaone.projection.kernel.TenantDocuments;
import com.avaone.projection.organization.Delivery;

/** Hands events to the projectors of the catalogue. */
public final class CatalogueDelivery {

    private CatalogueDelivery() {}

    /** The projector over these documents. */
    public static Delivery to(TenantDocuments documents) {
        return Delivery.to(new CatalogueProjector(documents));
    }

    /** The projector of saved quotes over these documents. */
    public static Delivery ofQuotes(TenantDocuments documents) {
        return Delivery.to(new QuoteProjector(documents));
    }
}
