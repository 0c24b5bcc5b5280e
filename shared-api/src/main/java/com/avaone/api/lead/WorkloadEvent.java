package com.avaone.api.lead;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import org.axonframework.serialization.Revision;

/**
 * What happened to the work on an organization's leads. It stands in the log beside the lead's event that caused it, and is what leads are
 * assigned by where nobody says to whom.
 */
public sealed interface WorkloadEvent extends TenantEvent {

    /** The user concerned. */
    UserId userId();

    /**
     * The user has more leads to work on, or fewer.
     *
     * @param openLeads how many now
     */
    @StableName("lead.workload-changed")
    @Revision("1")
    record WorkloadChanged(OrganizationId organizationId, UserId userId, int openLeads) implements WorkloadEvent {}

    /** It was the user's turn; it is the next one's now. */
    @StableName("lead.turn-taken")
    @Revision("1")
    record TurnTaken(OrganizationId organizationId, UserId userId) implements WorkloadEvent {}
}
