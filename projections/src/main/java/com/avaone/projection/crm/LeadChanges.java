package com.avaone.projection.crm;

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
import com.avaone.projection.kernel.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bson.Document;

/** What each event makes of a {@link LeadDocument}: of the read model, and of a state as of an earlier moment. */
public final class LeadChanges {

    private LeadChanges() {}

    /**
     * What the event changes.
     *
     * @param lead as the events before left it; not asked for where the event alone says it
     */
    public static Change of(LeadEvent event, Instant at, Supplier<Optional<Document>> lead) {
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
            case LeadPriced e -> Fields.updated(at).set(LeadDocument.QUOTE, e.quote());
            case LeadOrdered e ->
                Fields.updated(at).set(LeadDocument.QUOTE_ID, e.quoteId()).set(LeadDocument.BILLING, e.billing());
            case ConsentRecorded e ->
                Fields.updated(at)
                        .set(LeadDocument.CONSENT, new GivenConsent(e.textVersion(), e.givenAt(), e.address()))
                        .unset(LeadDocument.CONSENT_WITHDRAWN_AT);
            case ConsentWithdrawn e ->
                Fields.updated(at).unset(LeadDocument.CONSENT).set(LeadDocument.CONSENT_WITHDRAWN_AT, e.withdrawnAt());
            case LeadDetailsChanged e ->
                Fields.updated(at).and(Fields.person(e.details())).set(LeadDocument.CONFIRMATION, e.confirmation());
            case ConfirmationAsked _ -> Fields.updated(at).set(LeadDocument.CONFIRMATION, ConfirmationState.AWAITED);
            case LeadConfirmed _ -> Fields.updated(at).set(LeadDocument.CONFIRMATION, ConfirmationState.CONFIRMED);
            case LeadAssigned e -> Fields.updated(at).set(Fields.ASSIGNEE, e.assignee());
            case LeadContacted e -> contacted(at, lead).set(LeadDocument.WAS_CONTACTED, true);
            case LeadActivityLogged _ -> Fields.updated(at);
            case LeadQualified _ -> state(LeadState.QUALIFIED, at).set(LeadDocument.WAS_QUALIFIED, true);
            case LeadDisqualified _ -> state(LeadState.DISQUALIFIED, at);
            case LeadRecycled _ -> state(LeadState.NEW, at);
            case LeadConverted e ->
                state(LeadState.CONVERTED, at)
                        .set(LeadDocument.CONTACT_ID, e.contactId())
                        .set(LeadDocument.DEAL_ID, e.dealId())
                        .set(LeadDocument.CUSTOMER_ID, e.customerId())
                        .set(LeadDocument.CONVERSION_DAYS, daysSinceCapture(at, lead));
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
        return Fields.updated(at).set(LeadDocument.STATE, state);
    }

    /** Only a new one changes its state. */
    private static Change contacted(Instant at, Supplier<Optional<Document>> lead) {
        var isNew = lead.get()
                .filter(before -> LeadState.NEW.name().equals(before.getString(LeadDocument.STATE)))
                .isPresent();
        return isNew ? state(LeadState.CONTACTED, at) : Fields.updated(at);
    }

    private static long daysSinceCapture(Instant at, Supplier<Optional<Document>> lead) {
        return lead.get()
                .map(before -> Duration.between(Fields.instant(before, LeadDocument.CAPTURED_AT), at)
                        .toDays())
                .orElse(0L);
    }

    /**
     * The figure that the words of an event tell beside; empty where they tell none.
     *
     * @param constants words of a constant, by its kind and name with a full stop between
     */
    public static String figure(LeadEvent event, UnaryOperator<String> constants) {
        var activity = Activity.of(event);
        if (activity.figure() == null) {
            return "";
        }
        return activity.figureKind() == null
                ? activity.figure()
                : constants.apply(activity.figureKind() + "." + activity.figure());
    }
}
