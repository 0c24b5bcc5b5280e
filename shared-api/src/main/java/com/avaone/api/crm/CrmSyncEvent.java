package com.avaone.api.crm;

import com.avaone.api.kernel.StableName;
import org.axonframework.serialization.Revision;

/** What happened to the sync of the operator's records to an outside CRM. Belongs to no organization. */
public sealed interface CrmSyncEvent {

    /** The sync concerned. */
    CrmSyncId syncId();

    /** From now on the records go to the outside CRM; those that were refused are tried again. */
    @StableName("crm.sync-started")
    @Revision("1")
    record CrmSyncStarted(CrmSyncId syncId) implements CrmSyncEvent {}
}
