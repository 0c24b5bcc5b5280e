package com.avaone.projection.user;

import com.avaone.projection.kernel.TenantDocuments;
import com.avaone.projection.organization.Delivery;

/** Hands events to the projector of users. */
public final class UserDelivery {

    private UserDelivery() {}

    /** The projector over these documents. */
    public static Delivery to(TenantDocuments documents) {
        return Delivery.to(projector(documents));
    }

    /** The projector, for who runs it otherwise. */
    public static Object projector(TenantDocuments documents) {
        return new UserProjector(documents);
    }
}
