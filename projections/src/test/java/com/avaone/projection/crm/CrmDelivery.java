package com.avaone.projection.crm;

import com.avaone.projection.kernel.TenantDocuments;
import com.avaone.projection.organization.Delivery;

/** Hands events to the projector of the CRM. */
public final class CrmDelivery {

    private CrmDelivery() {}

    /** The projector over these documents. */
    public static Delivery to(TenantDocuments documents) {
        return Delivery.to(new CrmProjector(documents));
    }
}
