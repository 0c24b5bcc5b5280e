package com.avaone.projection.team;

import com.avaone.projection.kernel.TenantDocuments;
import com.avaone.projection.organization.Delivery;

/** Hands events to the projector of teams. */
public final class TeamDelivery {

    private TeamDelivery() {}

    /** The projector over these documents. */
    public static Delivery to(TenantDocuments documents) {
        return Delivery.to(new TeamProjector(documents));
    }
}
