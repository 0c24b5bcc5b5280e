package com.avaone.command.crm.sync;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.CrmSync;
import com.avaone.api.crm.CrmSyncCommand;
import com.avaone.api.crm.CrmSyncCommand.StartCrmSync;
import com.avaone.api.crm.CrmSyncEvent;
import com.avaone.api.crm.CrmSyncEvent.CrmSyncStarted;
import com.avaone.api.crm.CrmSyncId;
import com.avaone.api.crm.CrmSyncState;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;

/**
 * The wish that the operator's records are in an outside CRM as well: a record of who had them sent, and when. It comes to exist with the
 * first start.
 */
@EventSourced(type = "crm-sync")
@StableName("crm.sync-snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the field
class OutsideSync {

    @AggregateIdentifier
    private CrmSyncId syncId;

    /** Axon makes an instance without state before it hands over a command or the history. */
    OutsideSync() {}

    @CommandHandlerInterceptor
    void guard(CrmSyncCommand command) {
        Guard.checkVersion();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(StartCrmSync command, CrmSync sync) {
        var present = sync.view().state();
        if (present == CrmSyncState.NOT_CONFIGURED) {
            throw new Rejected(CrmRule.OUTSIDE_CRM_NOT_CONFIGURED, "Nothing is sent anywhere.");
        }
        if (present != CrmSyncState.RUNNING) {
            apply(new CrmSyncStarted(command.syncId()));
        }
    }

    @EventSourcingHandler
    void on(CrmSyncEvent event) {
        syncId = event.syncId();
    }
}
