package com.avaone.projection.crm;

import com.avaone.api.crm.ContactEvent;
import com.avaone.api.crm.ContactEvent.ContactActivityLogged;
import com.avaone.api.crm.ContactEvent.ContactAssigned;
import com.avaone.api.crm.ContactEvent.ContactChanged;
import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactEvent.ContactErased;
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
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadErased;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * Builds the documents of leads, contacts, deals and activities. Of who is erased nothing personal is left in any of them; what only names a
 * lead merged or taken out again is noted in the timelines and nowhere else, so that both leads have the same bytes as before.
 */
@Component
@ProjectionRole
@ProcessingGroup("crm")
class CrmProjector {

    private static final List<Class<?>> DOCUMENTS =
            List.of(LeadDocument.class, ContactDocument.class, DealDocument.class, ActivityDocument.class);

    private final TenantDocuments documents;
    private volatile boolean indexed;

    CrmProjector(TenantDocuments documents) {
        this.documents = documents;
    }

    // ---- leads

    @EventHandler
    void on(LeadEvent event, @SequenceNumber long sequence, @Timestamp Instant at, MetaData metadata) {
        var id = event.leadId().value();
        if (event instanceof LeadCaptured) {
            index();
            documents.apply(
                    LeadDocument.class, event.organizationId(), id, LeadDocument.STREAM, sequence, change(event, at));
        } else {
            documents.applyIfThere(
                    LeadDocument.class, event.organizationId(), id, LeadDocument.STREAM, sequence, change(event, at));
        }
        if (event instanceof LeadErased) {
            forget(event.organizationId(), event.personId());
        }
        note(
                LeadDocument.class,
                event.organizationId(),
                id,
                sequence,
                Activity.of(event)
                        .entry(event, id, event.personId(), sequence, at, metadata, event instanceof LeadErased));
    }

    private Change change(LeadEvent event, Instant at) {
        return LeadChanges.of(event, at, () -> lead(event));
    }

    private Optional<Document> lead(LeadEvent event) {
        return documents.read(
                LeadDocument.class, event.organizationId(), event.leadId().value());
    }

    // ---- contacts

    @EventHandler
    void on(ContactEvent event, @SequenceNumber long sequence, @Timestamp Instant at, MetaData metadata) {
        var id = event.contactId().value();
        if (event instanceof ContactCreated) {
            index();
            documents.apply(
                    ContactDocument.class,
                    event.organizationId(),
                    id,
                    ContactDocument.STREAM,
                    sequence,
                    change(event, at));
        } else {
            documents.applyIfThere(
                    ContactDocument.class,
                    event.organizationId(),
                    id,
                    ContactDocument.STREAM,
                    sequence,
                    change(event, at));
        }
        if (event instanceof ContactErased) {
            documents.applyToAllWith(
                    DealDocument.class,
                    event.organizationId(),
                    Fields.PERSON,
                    event.personId(),
                    ContactDocument.STREAM,
                    sequence,
                    Change.nothing().unset(DealDocument.TITLE).unset(DealDocument.LOST_BECAUSE));
            forget(event.organizationId(), event.personId());
        }
        note(
                ContactDocument.class,
                event.organizationId(),
                id,
                sequence,
                Activity.of(event)
                        .entry(event, id, event.personId(), sequence, at, metadata, event instanceof ContactErased));
    }

    private static Change change(ContactEvent event, Instant at) {
        return switch (event) {
            case ContactCreated e ->
                Fields.updated(at)
                        .and(Fields.person(e.details()))
                        .set(Fields.PERSON, e.personId())
                        .set(Fields.LEAD_ID, e.leadId())
                        .set(Fields.ASSIGNEE, e.assignee())
                        .set(Fields.CREATED_BY, e.createdBy())
                        .set(ContactDocument.ERASED, false)
                        .set(ContactDocument.CREATED_AT, at);
            case ContactChanged e -> Fields.updated(at).and(Fields.person(e.details()));
            case ContactAssigned e -> Fields.updated(at).set(Fields.ASSIGNEE, e.assignee());
            case ContactActivityLogged _ -> Fields.updated(at);
            case ContactErased _ -> Fields.updated(at).and(Fields.nobody()).set(ContactDocument.ERASED, true);
        };
    }

    // ---- deals

    @EventHandler
    void on(DealEvent event, @SequenceNumber long sequence, @Timestamp Instant at, MetaData metadata) {
        var id = event.dealId().value();
        var erased = isErased(event);
        if (event instanceof DealOpened) {
            index();
            documents.apply(
                    DealDocument.class,
                    event.organizationId(),
                    id,
                    DealDocument.STREAM,
                    sequence,
                    change(event, at, metadata, erased));
        } else {
            documents.applyIfThere(
                    DealDocument.class,
                    event.organizationId(),
                    id,
                    DealDocument.STREAM,
                    sequence,
                    change(event, at, metadata, erased));
        }
        note(
                DealDocument.class,
                event.organizationId(),
                id,
                sequence,
                Activity.of(event).entry(event, id, event.personId(), sequence, at, metadata, erased));
    }

    /** What is written of a deal after the erasure is not yet sealed under a key that is gone, if the two are moments apart. */
    private boolean isErased(DealEvent event) {
        return documents
                .read(DealDocument.class, event.organizationId(), event.dealId().value())
                .map(deal -> deal.getString(DealDocument.CONTACT_ID))
                .flatMap(contactId -> documents.read(ContactDocument.class, event.organizationId(), contactId))
                .filter(contact -> contact.getBoolean(ContactDocument.ERASED, false))
                .isPresent();
    }

    private static Change change(DealEvent event, Instant at, MetaData metadata, boolean erased) {
        return switch (event) {
            case DealOpened e ->
                Fields.updated(at)
                        .set(Fields.PERSON, e.personId())
                        .set(DealDocument.CONTACT_ID, e.contactId())
                        .set(Fields.LEAD_ID, e.leadId())
                        .set(DealDocument.TITLE, e.title())
                        .set(DealDocument.STATE, DealState.OPEN)
                        .set(DealDocument.STAGE, e.stage())
                        .set(DealDocument.AMOUNT, e.amount())
                        .set(DealDocument.EXPECTED_CLOSE, e.expectedClose())
                        .set(Fields.ASSIGNEE, e.assignee())
                        .set(Fields.CREATED_BY, e.createdBy())
                        .set(DealDocument.CREATED_AT, at);
            case DealChanged e ->
                Fields.updated(at)
                        .set(DealDocument.TITLE, erased ? null : e.title())
                        .set(DealDocument.EXPECTED_CLOSE, e.expectedClose());
            case DealStageChanged e -> Fields.updated(at).set(DealDocument.STAGE, e.stage());
            case DealAmountChanged e -> Fields.updated(at).set(DealDocument.AMOUNT, e.amount());
            case DealAssigned e -> Fields.updated(at).set(Fields.ASSIGNEE, e.assignee());
            case DealActivityLogged _ -> Fields.updated(at);
            case DealWon _ -> closed(DealState.WON, at);
            case DealLost _ ->
                closed(DealState.LOST, at)
                        .set(DealDocument.LOST_BECAUSE, erased ? null : metadata.get(MetadataKey.REASON));
            case DealReopened _ ->
                Fields.updated(at)
                        .set(DealDocument.STATE, DealState.OPEN)
                        .unset(DealDocument.CLOSED_AT)
                        .unset(DealDocument.LOST_BECAUSE);
        };
    }

    private static Change closed(DealState state, Instant at) {
        return Fields.updated(at).set(DealDocument.STATE, state).set(DealDocument.CLOSED_AT, at);
    }

    // ---- all of them

    /** Nothing is noted of what is gone with its organization. */
    private void note(
            Class<?> ofDocument, OrganizationId organizationId, String recordId, long sequence, Change entry) {
        if (documents.read(ofDocument, organizationId, recordId).isPresent()) {
            documents.apply(
                    ActivityDocument.class,
                    organizationId,
                    ActivityDocument.id(recordId, sequence),
                    ActivityDocument.STREAM,
                    sequence,
                    entry);
        }
    }

    private void forget(OrganizationId organizationId, String personId) {
        documents.deleteAllWith(ActivityDocument.class, organizationId, Fields.PERSON, personId);
        documents.forgetTraces();
    }

    @EventHandler
    void on(OrganizationDeleted event) {
        DOCUMENTS.forEach(document -> documents.deleteAll(document, event.organizationId()));
        documents.forgetTraces();
    }

    /** With the first event and not at the start: the application starts while the database is away. */
    private void index() {
        if (!indexed) {
            documents.provisionShared(DOCUMENTS.toArray(Class<?>[]::new));
            indexed = true;
        }
    }

    @ResetHandler
    void reset() {
        DOCUMENTS.forEach(documents::clear);
    }
}
