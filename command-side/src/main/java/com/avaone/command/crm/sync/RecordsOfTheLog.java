package com.avaone.command.crm.sync;

import com.avaone.api.crm.ContactEvent;
import com.avaone.api.crm.ContactEvent.ContactActivityLogged;
import com.avaone.api.crm.ContactEvent.ContactAssigned;
import com.avaone.api.crm.ContactEvent.ContactChanged;
import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealEvent;
import com.avaone.api.crm.DealEvent.DealActivityLogged;
import com.avaone.api.crm.DealEvent.DealAmountChanged;
import com.avaone.api.crm.DealEvent.DealAssigned;
import com.avaone.api.crm.DealEvent.DealChanged;
import com.avaone.api.crm.DealEvent.DealLost;
import com.avaone.api.crm.DealEvent.DealOpened;
import com.avaone.api.crm.DealEvent.DealReopened;
import com.avaone.api.crm.DealEvent.DealStageChanged;
import com.avaone.api.crm.DealEvent.DealWon;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.SyncedKind;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadEvent.ConfirmationAsked;
import com.avaone.api.lead.LeadEvent.ConsentRecorded;
import com.avaone.api.lead.LeadEvent.ConsentWithdrawn;
import com.avaone.api.lead.LeadEvent.LeadAbsorbed;
import com.avaone.api.lead.LeadEvent.LeadActivityLogged;
import com.avaone.api.lead.LeadEvent.LeadAssigned;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadConfirmed;
import com.avaone.api.lead.LeadEvent.LeadContacted;
import com.avaone.api.lead.LeadEvent.LeadConverted;
import com.avaone.api.lead.LeadEvent.LeadDetailsChanged;
import com.avaone.api.lead.LeadEvent.LeadDisqualified;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.lead.LeadEvent.LeadMerged;
import com.avaone.api.lead.LeadEvent.LeadOrdered;
import com.avaone.api.lead.LeadEvent.LeadPriced;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadEvent.LeadRecycled;
import com.avaone.api.lead.LeadEvent.LeadReleased;
import com.avaone.api.lead.LeadEvent.LeadUnmerged;
import com.avaone.api.lead.LeadState;
import com.avaone.command.crm.sync.OutsideCrm.Content;
import com.avaone.command.kernel.CommandRole;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads leads, contacts and deals as an outside CRM is to have them: from their own events, as they are at this moment. */
@Component
@CommandRole
class RecordsOfTheLog {

    private final EventStore events;

    RecordsOfTheLog(EventStore events) {
        this.events = events;
    }

    Content read(SyncedKind kind, String recordId) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", recordId);
        var isErased = false;
        var version = 0L;
        var stream = events.readEvents(recordId, 0);
        while (stream.hasNext()) {
            var message = stream.next();
            version = message.getSequenceNumber();
            switch (message.getPayload()) {
                case LeadEvent e -> change(fields, e);
                case ContactEvent e -> change(fields, e);
                case DealEvent e -> change(fields, e);
                default -> {
                    // Says nothing of the record.
                }
            }
            isErased |= message.getPayload() instanceof LeadErased || message.getPayload() instanceof ContactErased;
        }
        var key = recordId + "-" + version;
        if (isErased) {
            return new Content(kind, recordId, key, null);
        }
        if (fields.get("contactId") instanceof ContactId contactId && kind == SyncedKind.DEAL && isErased(contactId)) {
            fields.put("title", null);
            key += "-erased";
        }
        return new Content(kind, recordId, key, fields);
    }

    /** A deal says in its title what was typed of the person, and stays when the person is erased. */
    private boolean isErased(ContactId contactId) {
        return events.readEvents(contactId.value(), 0)
                .asStream()
                .anyMatch(message -> message.getPayload() instanceof ContactErased);
    }

    private static void change(Map<String, @Nullable Object> fields, LeadEvent event) {
        switch (event) {
            case LeadCaptured e -> {
                fields.put("reference", e.reference());
                fields.put("source", word(e.source()));
                fields.put("state", word(LeadState.NEW));
                put(fields, e.details());
                fields.put("message", e.message());
                fields.put("assignee", null);
            }
            case LeadDetailsChanged e -> put(fields, e.details());
            case LeadAssigned e -> fields.put("assignee", e.assignee());
            case LeadContacted _ -> {
                // Only a new one changes its state.
                if (word(LeadState.NEW).equals(fields.get("state"))) {
                    fields.put("state", word(LeadState.CONTACTED));
                }
            }
            case LeadQualified _ -> fields.put("state", word(LeadState.QUALIFIED));
            case LeadDisqualified _ -> fields.put("state", word(LeadState.DISQUALIFIED));
            case LeadRecycled _ -> fields.put("state", word(LeadState.NEW));
            case LeadConverted e -> {
                fields.put("state", word(LeadState.CONVERTED));
                fields.put("contactId", e.contactId());
                fields.put("dealId", e.dealId());
            }
            case LeadMerged e -> {
                fields.put("state", word(LeadState.MERGED));
                fields.put("mergedInto", e.into());
            }
            case LeadUnmerged e -> {
                fields.put("state", word(e.state()));
                fields.remove("mergedInto");
            }
            case LeadPriced _,
                    LeadOrdered _,
                    ConsentRecorded _,
                    ConsentWithdrawn _,
                    ConfirmationAsked _,
                    LeadConfirmed _,
                    LeadActivityLogged _,
                    LeadAbsorbed _,
                    LeadReleased _,
                    LeadErased _ -> {}
        }
    }

    private static void change(Map<String, @Nullable Object> fields, ContactEvent event) {
        switch (event) {
            case ContactCreated e -> {
                put(fields, e.details());
                fields.put("leadId", e.leadId());
                fields.put("assignee", e.assignee());
            }
            case ContactChanged e -> put(fields, e.details());
            case ContactAssigned e -> fields.put("assignee", e.assignee());
            case ContactActivityLogged _, ContactErased _ -> {}
        }
    }

    private static void change(Map<String, @Nullable Object> fields, DealEvent event) {
        switch (event) {
            case DealOpened e -> {
                fields.put("title", e.title());
                fields.put("state", word(DealState.OPEN));
                fields.put("stage", word(e.stage()));
                put(fields, e.amount());
                fields.put("expectedClose", e.expectedClose());
                fields.put("contactId", e.contactId());
                fields.put("leadId", e.leadId());
                fields.put("assignee", e.assignee());
            }
            case DealChanged e -> {
                fields.put("title", e.title());
                fields.put("expectedClose", e.expectedClose());
            }
            case DealStageChanged e -> fields.put("stage", word(e.stage()));
            case DealAmountChanged e -> put(fields, e.amount());
            case DealAssigned e -> fields.put("assignee", e.assignee());
            case DealWon _ -> fields.put("state", word(DealState.WON));
            case DealLost _ -> fields.put("state", word(DealState.LOST));
            case DealReopened _ -> fields.put("state", word(DealState.OPEN));
            case DealActivityLogged _ -> {}
        }
    }

    private static void put(Map<String, @Nullable Object> fields, PersonDetails details) {
        fields.put("name", details.name());
        fields.put("email", details.email());
        fields.put("phone", details.phone());
        fields.put("company", details.company());
    }

    private static void put(Map<String, @Nullable Object> fields, Money amount) {
        fields.put("amount", amount.amount());
        fields.put("currency", amount.currency());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
