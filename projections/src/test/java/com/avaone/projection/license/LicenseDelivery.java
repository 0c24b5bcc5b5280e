package com.avaone.projection.license;

import com.avaone.projection.kernel.TenantDocuments;
import com.avaone.projection.organization.Delivery;

/** Hands events to the projector of licenses. */
public final class LicenseDelivery {

    private LicenseDelivery() {}

    /** The projector over these documents. */
    public static Delivery to(TenantDocuments documents) {
        return Delivery.to(projector(documents));
    }

    /** The projector, for who runs it otherwise. */
    public static Object projector(TenantDocuments documents) {
        return new LicenseProjector(documents);
    }
}
