package com.avaone.command.crm.sync;

import com.avaone.api.crm.ContactEvent;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.CrmSyncEvent;
import com.avaone.api.crm.DealEvent;
import com.avaone.api.crm.SyncedKind;
import com.avaone.api.kernel.FromFirstEvent;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.OutsideRecords;
import com.avaone.command.kernel.memory.ProcessState;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/**
 * Notes which of the operator's records an outside CRM is to have anew. It notes them from the first event on, whether there is one or not,
 * so that a sync that is started later begins with everything.
 */
@Component
@CommandRole
@ProcessingGroup("crm-sync")
@FromFirstEvent
class WhenRecordChangesThenSendItToTheOutsideCrm {

    private final OutsideRecords records;
    private final ProcessState notes;

    WhenRecordChangesThenSendItToTheOutsideCrm(CommandMemory memory) {
        this.records = memory.outsideRecords();
        this.notes = memory.processState();
    }

    @EventHandler
    void on(LeadEvent event, TrackingToken token) {
        if (isOperators(event.organizationId())) {
            records.changed(event.leadId().value(), SyncedKind.LEAD, event.personId(), position(token));
            if (event instanceof LeadErased) {
                records.personErased(event.personId(), position(token));
            }
        }
    }

    @EventHandler
    void on(ContactEvent event, TrackingToken token) {
        if (isOperators(event.organizationId())) {
            records.changed(event.contactId().value(), SyncedKind.CONTACT, event.personId(), position(token));
            if (event instanceof ContactErased) {
                records.personErased(event.personId(), position(token));
            }
        }
    }

    @EventHandler
    void on(DealEvent event, TrackingToken token) {
        if (isOperators(event.organizationId())) {
            records.changed(event.dealId().value(), SyncedKind.DEAL, event.personId(), position(token));
        }
    }

    @EventHandler
    void on(CrmSyncEvent event, @Timestamp Instant at) {
        records.retryRefused();
        StoredCrmSync.started(notes, event.syncId(), at);
    }

    private static boolean isOperators(OrganizationId organizationId) {
        return organizationId.equals(OrganizationId.OPERATOR);
    }

    private static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }
}
