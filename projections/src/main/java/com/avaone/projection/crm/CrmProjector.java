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
import com.avaone.api.lead.ConfirmationState;
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
import com.avaone.api.lead.LeadView.GivenConsent;
import com.avaone.api.organization.OrganizationEvent.OrganizationDeleted;
import com.avaone.projection.kernel.Change;
import com.avaone.projection.kernel.ProjectionRole;
import com.avaone.projection.kernel.TenantDocuments;
import java.time.Duration;
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
        return switch (event) {
            case LeadCaptured e ->
                state(LeadState.NEW, at)
                        .and(Fields.person(e.details()))
                        .set(LeadDocument.REFERENCE, e.reference())
                        .set(LeadDocument.SOURCE, e.source())
                        .set(LeadDocument.MESSAGE, e.message())
                        .set(LeadDocument.MEETING, e.meeting())
                        .set(
                                LeadDocument.CONFIRMATION,
                                e.confirmation() == null ? ConfirmationState.NOT_ASKED : ConfirmationState.AWAITED)
                        .set(Fields.CREATED_BY, e.createdBy())
                        .set(LeadDocument.CAPTURED_AT, at);
            case LeadPriced e -> updated(at).set(LeadDocument.QUOTE, e.quote());
            case LeadOrdered e ->
                updated(at).set(LeadDocument.QUOTE_ID, e.quoteId()).set(LeadDocument.BILLING, e.billing());
            case ConsentRecorded e ->
                updated(at)
                        .set(LeadDocument.CONSENT, new GivenConsent(e.textVersion(), e.givenAt(), e.address()))
                        .unset(LeadDocument.CONSENT_WITHDRAWN_AT);
            case ConsentWithdrawn e ->
                updated(at).unset(LeadDocument.CONSENT).set(LeadDocument.CONSENT_WITHDRAWN_AT, e.withdrawnAt());
            case LeadDetailsChanged e ->
                updated(at).and(Fields.person(e.details())).set(LeadDocument.CONFIRMATION, e.confirmation());
            case ConfirmationAsked _ -> updated(at).set(LeadDocument.CONFIRMATION, ConfirmationState.AWAITED);
            case LeadConfirmed _ -> updated(at).set(LeadDocument.CONFIRMATION, ConfirmationState.CONFIRMED);
            case LeadAssigned e -> updated(at).set(Fields.ASSIGNEE, e.assignee());
            case LeadContacted e -> contacted(e, at).set(LeadDocument.WAS_CONTACTED, true);
            case LeadActivityLogged _ -> updated(at);
            case LeadQualified _ -> state(LeadState.QUALIFIED, at).set(LeadDocument.WAS_QUALIFIED, true);
            case LeadDisqualified _ -> state(LeadState.DISQUALIFIED, at);
            case LeadRecycled _ -> state(LeadState.NEW, at);
            case LeadConverted e ->
                state(LeadState.CONVERTED, at)
                        .set(LeadDocument.CONTACT_ID, e.contactId())
                        .set(LeadDocument.DEAL_ID, e.dealId())
                        .set(LeadDocument.CUSTOMER_ID, e.customerId())
                        .set(LeadDocument.CONVERSION_DAYS, daysSinceCapture(e, at));
            case LeadMerged e ->
                Change.update(LeadDocument.STATE, LeadState.MERGED).set(LeadDocument.MERGED_INTO, e.into());
            case LeadUnmerged e -> Change.update(LeadDocument.STATE, e.state()).unset(LeadDocument.MERGED_INTO);
            case LeadAbsorbed _, LeadReleased _ -> Change.nothing();
            case LeadErased _ ->
                state(LeadState.ERASED, at)
                        .and(Fields.nobody())
                        .unset(LeadDocument.MESSAGE)
                        .unset(LeadDocument.BILLING)
                        .unset(LeadDocument.MEETING)
                        .unset(LeadDocument.CONSENT)
                        .unset(LeadDocument.CONSENT_WITHDRAWN_AT)
                        .unset(LeadDocument.MERGED_INTO);
        };
    }

    private static Change state(LeadState state, Instant at) {
        return updated(at).set(LeadDocument.STATE, state);
    }

    private static Change updated(Instant at) {
        return Change.update(Fields.UPDATED_AT, at);
    }

    /** Only a new one changes its state. */
    private Change contacted(LeadContacted event, Instant at) {
        var isNew = lead(event)
                .filter(lead -> LeadState.NEW.name().equals(lead.getString(LeadDocument.STATE)))
                .isPresent();
        return isNew ? state(LeadState.CONTACTED, at) : updated(at);
    }

    private long daysSinceCapture(LeadConverted event, Instant at) {
        return lead(event)
                .map(lead -> Duration.between(Fields.instant(lead, LeadDocument.CAPTURED_AT), at)
                        .toDays())
                .orElse(0L);
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
                updated(at)
                        .and(Fields.person(e.details()))
                        .set(Fields.PERSON, e.personId())
                        .set(Fields.LEAD_ID, e.leadId())
                        .set(Fields.ASSIGNEE, e.assignee())
                        .set(Fields.CREATED_BY, e.createdBy())
                        .set(ContactDocument.ERASED, false)
                        .set(ContactDocument.CREATED_AT, at);
            case ContactChanged e -> updated(at).and(Fields.person(e.details()));
            case ContactAssigned e -> updated(at).set(Fields.ASSIGNEE, e.assignee());
            case ContactActivityLogged _ -> updated(at);
            case ContactErased _ -> updated(at).and(Fields.nobody()).set(ContactDocument.ERASED, true);
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
                updated(at)
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
                updated(at)
                        .set(DealDocument.TITLE, erased ? null : e.title())
                        .set(DealDocument.EXPECTED_CLOSE, e.expectedClose());
            case DealStageChanged e -> updated(at).set(DealDocument.STAGE, e.stage());
            case DealAmountChanged e -> updated(at).set(DealDocument.AMOUNT, e.amount());
            case DealAssigned e -> updated(at).set(Fields.ASSIGNEE, e.assignee());
            case DealActivityLogged _ -> updated(at);
            case DealWon _ -> closed(DealState.WON, at);
            case DealLost _ ->
                closed(DealState.LOST, at)
                        .set(DealDocument.LOST_BECAUSE, erased ? null : metadata.get(MetadataKey.REASON));
            case DealReopened _ ->
                updated(at)
                        .set(DealDocument.STATE, DealState.OPEN)
                        .unset(DealDocument.CLOSED_AT)
                        .unset(DealDocument.LOST_BECAUSE);
        };
    }

    private static Change closed(DealState state, Instant at) {
        return updated(at).set(DealDocument.STATE, state).set(DealDocument.CLOSED_AT, at);
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
