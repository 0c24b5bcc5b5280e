package com.avaone.api.crm;

import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;

import com.avaone.api.kernel.Needs;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of the sync of the operator's records to an outside CRM. */
public sealed interface CrmSyncCommand {

    /** The sync concerned. */
    CrmSyncId syncId();

    /**
     * Has the records sent, and from then on what changes; those that were refused are tried again. While there are records to send, nothing
     * changes.
     */
    @Needs(CONFIGURE_SYSTEM)
    record StartCrmSync(@TargetAggregateIdentifier CrmSyncId syncId) implements CrmSyncCommand {}
}
