package com.avaone.command.lead;

import static com.avaone.api.lead.LeadState.CONTACTED;
import static com.avaone.api.lead.LeadState.CONVERTED;
import static com.avaone.api.lead.LeadState.DISQUALIFIED;
import static com.avaone.api.lead.LeadState.ERASED;
import static com.avaone.api.lead.LeadState.MERGED;
import static com.avaone.api.lead.LeadState.NEW;
import static com.avaone.api.lead.LeadState.QUALIFIED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.catalogue.Quote;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.AskedConfirmation;
import com.avaone.api.lead.Assignment;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.Consent;
import com.avaone.api.lead.Conversion;
import com.avaone.api.lead.LeadCommand;
import com.avaone.api.lead.LeadCommand.AskForConfirmation;
import com.avaone.api.lead.LeadCommand.AssignLead;
import com.avaone.api.lead.LeadCommand.CaptureLead;
import com.avaone.api.lead.LeadCommand.ChangeLeadDetails;
import com.avaone.api.lead.LeadCommand.ConfirmLead;
import com.avaone.api.lead.LeadCommand.ContactLead;
import com.avaone.api.lead.LeadCommand.ConvertLead;
import com.avaone.api.lead.LeadCommand.ConvertLeadToOrganization;
import com.avaone.api.lead.LeadCommand.DisqualifyLead;
import com.avaone.api.lead.LeadCommand.EraseLead;
import com.avaone.api.lead.LeadCommand.LogLeadActivity;
import com.avaone.api.lead.LeadCommand.MergeLeads;
import com.avaone.api.lead.LeadCommand.QualifyLead;
import com.avaone.api.lead.LeadCommand.RecordConsent;
import com.avaone.api.lead.LeadCommand.RecycleLead;
import com.avaone.api.lead.LeadCommand.UnmergeLeads;
import com.avaone.api.lead.LeadCommand.WithdrawConsent;
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
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadRule;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.Actor;
import com.avaone.command.kernel.Assignees;
import com.avaone.command.kernel.Customers;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.FreeText;
import com.avaone.command.kernel.Guard;
import com.avaone.command.kernel.PriceList;
import com.avaone.command.kernel.Registration;
import com.avaone.command.kernel.SavedQuotes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody who may become a customer. Its states and what each allows are the table in {@code docs/leads.md}, which the tests read. */
@EventSourced(type = "lead")
@StableName("lead.snapshot")
@Revision("2")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Lead implements ConcernsPerson {

    private static final Duration CONFIRMATION_GOOD_FOR = Duration.ofDays(7);

    /** Nobody is written to more often, whoever presses the button. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMinutes(10);

    private static final PersonDetails NOBODY = new PersonDetails(null, null, null, null);

    @AggregateIdentifier
    private LeadId leadId;

    private OrganizationId organizationId;
    private LeadState state;

    /** In which it will be again when it is taken out of the lead into which it was merged. */
    private @Nullable LeadState stateBeforeMerge;

    private PersonDetails details;
    private @Nullable AskedConfirmation confirmation;
    private boolean confirmed;

    /** When the person agreed to be written to; absent where that is not so, or not any more. */
    private @Nullable Instant consentGivenAt;

    private @Nullable Instant consentWithdrawnAt;
    private @Nullable UserId createdBy;
    private @Nullable UserId assignee;
    private @Nullable ContactId contactId;

    /** Leads that were merged into this one itself. */
    private Set<LeadId> absorbed = new HashSet<>();

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Lead() {}

    @Override
    public String personId() {
        return leadId.value();
    }

    @CommandHandlerInterceptor
    void guard(LeadCommand command) {
        Guard.check(command, organizationId, assignee, createdBy);
        if (leadId == null) {
            return;
        }
        if (state == ERASED) {
            throw erased();
        }
        // Whoever gets the link does not know that two leads are one, and confirms an address all the same.
        if (state == MERGED && !(command instanceof ConfirmLead || command instanceof CaptureLead)) {
            throw merged();
        }
    }

    // ---- how a lead comes in

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(
            CaptureLead command,
            Clock clock,
            Identities identities,
            PriceList prices,
            SavedQuotes quotes,
            Workloads workloads) {
        if (leadId != null) {
            throw new Rejected(LeadRule.LEAD_EXISTS, "%s was captured before.".formatted(leadId));
        }
        Guard.checkIsThere(command.organizationId(), identities);
        var now = now(clock);
        var captured = judged(command, now);
        var quote = quote(command, prices, quotes, now);
        var ordered = ordered(command);
        Assignees.judge(command.assignee(), command.organizationId(), identities, now);
        apply(captured);
        if (quote != null) {
            apply(new LeadPriced(leadId, organizationId, quote));
        }
        if (ordered != null) {
            apply(ordered);
        }
        if (command.consent() != null) {
            var givenAt = Objects.requireNonNullElse(command.consent().givenAt(), now);
            record(command.consent().judged(), past("consentAt", givenAt, now));
        }
        if (command.assignee() != null) {
            assign(command.assignee(), Assignment.BY_HAND, workloads);
        }
    }

    private static @Nullable Quote quote(CaptureLead command, PriceList prices, SavedQuotes quotes, Instant now) {
        var inquiry = command.inquiry();
        if (inquiry == null) {
            if (command.source() == LeadSource.PRICING_INQUIRY) {
                throw new InvalidValue("plans", "must say what is to be priced");
            }
            return null;
        }
        // The catalogue is the operator's: others sell something else.
        if (!command.organizationId().equals(OrganizationId.OPERATOR)) {
            throw new InvalidValue("inquiry", "must be left out");
        }
        if (inquiry.quoteId() != null) {
            return quotes.offered(inquiry.quoteId(), now);
        }
        var selection = inquiry.selection();
        if (selection == null) {
            throw new InvalidValue("plans", "must say what is to be priced");
        }
        return inquiry.billing() == null
                ? prices.quote(selection, inquiry.seen(), now)
                : prices.firmQuote(selection, inquiry.seen(), now);
    }

    private static @Nullable LeadOrdered ordered(CaptureLead command) {
        var inquiry = command.inquiry();
        return inquiry == null || inquiry.billing() == null
                ? null
                : new LeadOrdered(
                        command.leadId(),
                        command.organizationId(),
                        inquiry.quoteId(),
                        inquiry.billing().judged());
    }

    private static LeadCaptured judged(CaptureLead command, Instant now) {
        var person = command.details().judged();
        var slot = command.meeting();
        if (slot == null && command.source() == LeadSource.MEETING_REQUEST) {
            throw new InvalidValue("startsAt", "must say when to meet");
        }
        if (slot == null && command.inquiry() == null && command.source() == LeadSource.SERVICE_PAGE) {
            throw new InvalidValue("plans", "must say what is to be priced");
        }
        if (command.asksConfirmation() && person.email() == null) {
            throw new InvalidValue("email", "must be given where it is to be confirmed");
        }
        return new LeadCaptured(
                command.leadId(),
                command.organizationId(),
                LeadReference.of(command.leadId()),
                command.source(),
                person,
                FreeText.judgedIfAny("message", command.message()),
                slot == null ? null : slot.judged(now),
                command.asksConfirmation() ? question(now) : null,
                Actor.user());
    }

    @CommandHandler
    void handle(RecordConsent command, Clock clock) {
        var givenAt = past("givenAt", command.givenAt(), now(clock));
        if (consentWithdrawnAt != null && isBefore(givenAt, consentWithdrawnAt)) {
            throw new InvalidValue("givenAt", "must not be before the consent was taken back");
        }
        record(command.consent().judged(), givenAt);
    }

    /** Within a minute nobody can tell: forms say no seconds. */
    private static boolean isBefore(Instant at, Instant other) {
        return at.isBefore(other.truncatedTo(ChronoUnit.MINUTES));
    }

    private static Instant past(String field, Instant at, Instant now) {
        if (at.isAfter(now)) {
            throw new InvalidValue(field, "must not be in the future");
        }
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private void record(Consent consent, Instant givenAt) {
        apply(new ConsentRecorded(leadId, organizationId, consent.textVersion(), givenAt, consent.address()));
    }

    @CommandHandler
    void handle(WithdrawConsent command, Clock clock, OtherLeads leads) {
        var now = now(clock);
        var at = command.withdrawnAt() == null ? now : past("withdrawnAt", command.withdrawnAt(), now);
        var words = words(leads);
        if (words.given().isEmpty()) {
            throw words.withdrawn().isEmpty()
                    ? new Rejected(LeadRule.CONSENT_NOT_GIVEN, "No consent was recorded.")
                    : consentWithdrawn();
        }
        if (words.given().stream().anyMatch(given -> isBefore(at, given))) {
            throw new InvalidValue("withdrawnAt", "must not be before the consent was given");
        }
        apply(new ConsentWithdrawn(leadId, organizationId, at));
        absorbed.forEach(other -> leads.decide(other, lead -> lead.withdrawAsWell(at, leads)));
    }

    private void withdrawAsWell(Instant at, OtherLeads leads) {
        if (consentGivenAt != null) {
            apply(new ConsentWithdrawn(leadId, organizationId, at));
        }
        absorbed.forEach(other -> leads.decide(other, lead -> lead.withdrawAsWell(at, leads)));
    }

    /** When the person, as this lead and as those merged into it, last agreed or took it back. */
    private record Words(List<Instant> given, List<Instant> withdrawn) {

        private boolean areAgainst() {
            return withdrawn.stream().anyMatch(no -> given.stream().allMatch(yes -> isBefore(yes, no)));
        }
    }

    private Words words(OtherLeads leads) {
        var words = new Words(new ArrayList<>(), new ArrayList<>());
        gather(words, leads);
        return words;
    }

    private void gather(Words words, OtherLeads leads) {
        if (consentGivenAt != null) {
            words.given().add(consentGivenAt);
        }
        if (consentWithdrawnAt != null) {
            words.withdrawn().add(consentWithdrawnAt);
        }
        absorbed.forEach(other -> leads.decide(other, lead -> lead.gather(words, leads)));
    }

    @CommandHandler
    void handle(ChangeLeadDetails command) {
        refuseIfConverted();
        var judged = command.details().judged();
        if (!judged.equals(details)) {
            apply(new LeadDetailsChanged(leadId, organizationId, judged, confirmationOf(judged)));
        }
    }

    /** A link that was mailed to one address says nothing of another. */
    private ConfirmationState confirmationOf(PersonDetails judged) {
        if (confirmation == null || !Objects.equals(judged.email(), details.email())) {
            return ConfirmationState.NOT_ASKED;
        }
        return confirmed ? ConfirmationState.CONFIRMED : ConfirmationState.AWAITED;
    }

    @CommandHandler
    void handle(AskForConfirmation command, Clock clock, OtherLeads leads) {
        refuseIfConverted();
        var email = details.email();
        if (email == null) {
            throw new Rejected(LeadRule.ADDRESS_UNKNOWN, "The lead has no e-mail address.");
        }
        if (confirmed) {
            throw new Rejected(LeadRule.ADDRESS_CONFIRMED, "The address is confirmed.");
        }
        if (words(leads).areAgainst()) {
            throw consentWithdrawn();
        }
        var now = now(clock);
        if (confirmation != null
                && now.isBefore(
                        confirmation.expiresAt().minus(CONFIRMATION_GOOD_FOR).plus(BETWEEN_QUESTIONS))) {
            throw new Rejected(LeadRule.CONFIRMATION_JUST_ASKED, "The person was asked less than ten minutes ago.");
        }
        apply(new ConfirmationAsked(leadId, organizationId, question(now), email, details.name()));
    }

    private static AskedConfirmation question(Instant now) {
        return new AskedConfirmation(TimeOrderedId.next(), now.plus(CONFIRMATION_GOOD_FOR));
    }

    @CommandHandler
    void handle(ConfirmLead command, Clock clock) {
        if (confirmation == null
                || !confirmation.id().equals(command.confirmationId())
                || !now(clock).isBefore(confirmation.expiresAt())) {
            throw new Rejected(LeadRule.CONFIRMATION_NOT_VALID, "The link is not of this lead, or its time is over.");
        }
        if (!confirmed) {
            apply(new LeadConfirmed(leadId, organizationId));
        }
    }

    // ---- who works on it, and how far it has come

    @CommandHandler
    void handle(AssignLead command, Clock clock, Identities identities, Workloads workloads) {
        refuseIfConverted();
        var now = now(clock);
        var wanted = switch (command.how()) {
            case BY_HAND -> named(command.assignee(), identities, now);
            case ROUND_ROBIN -> workloads.turn(organizationId, possible(identities, now));
            case LEAST_BUSY -> workloads.leastBusy(organizationId, possible(identities, now));
        };
        if (!wanted.equals(assignee)) {
            assign(wanted, command.how(), workloads);
        }
    }

    private UserId named(@Nullable UserId wanted, Identities identities, Instant now) {
        if (wanted == null) {
            throw new InvalidValue("assignee", "must name a user");
        }
        Assignees.judge(wanted, organizationId, identities, now);
        return wanted;
    }

    private List<UserId> possible(Identities identities, Instant now) {
        var possible = Assignees.all(organizationId, identities, now);
        if (possible.isEmpty()) {
            throw new Rejected(LeadRule.NOBODY_TO_ASSIGN, "Nobody of the organization may change leads.");
        }
        return possible;
    }

    private void assign(UserId wanted, Assignment how, Workloads workloads) {
        if (state.isOpen()) {
            workloads.move(organizationId, assignee, wanted);
        }
        apply(new LeadAssigned(leadId, organizationId, wanted, how));
    }

    @CommandHandler
    void handle(ContactLead command) {
        refuseUnlessOpen();
        apply(new LeadContacted(
                leadId, organizationId, command.channel(), FreeText.judgedIfAny("note", command.note())));
    }

    @CommandHandler
    void handle(LogLeadActivity command) {
        apply(new LeadActivityLogged(
                leadId, organizationId, command.kind(), FreeText.judged("text", command.text()), command.dueAt()));
    }

    @CommandHandler
    void handle(QualifyLead command) {
        refuseUnlessOpen();
        if (state == QUALIFIED) {
            throw new Rejected(LeadRule.LEAD_QUALIFIED, "The lead is qualified.");
        }
        apply(new LeadQualified(leadId, organizationId));
    }

    @CommandHandler
    void handle(DisqualifyLead command, Workloads workloads) {
        refuseUnlessOpen();
        workloads.move(organizationId, assignee, null);
        apply(new LeadDisqualified(leadId, organizationId));
    }

    @CommandHandler
    void handle(RecycleLead command, Workloads workloads) {
        refuseIfConverted();
        if (state != DISQUALIFIED) {
            throw new Rejected(LeadRule.LEAD_NOT_DISQUALIFIED, "The lead is %s.".formatted(words(state)));
        }
        workloads.move(organizationId, null, assignee);
        apply(new LeadRecycled(leadId, organizationId));
    }

    // ---- what becomes of it

    @CommandHandler
    void handle(ConvertLead command, Customers customers, Workloads workloads) {
        convert(command.conversion(), null, customers, workloads);
    }

    @CommandHandler
    void handle(
            ConvertLeadToOrganization command, Customers customers, Registration registration, Workloads workloads) {
        if (!organizationId.equals(OrganizationId.OPERATOR)) {
            // Who administers organizations has no part in their customers.
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization.");
        }
        var customerId = command.registration().organizationId();
        convert(command.conversion(), customerId, customers, workloads);
        registration.register(command.registration());
    }

    private void convert(
            Conversion conversion, @Nullable OrganizationId customerId, Customers customers, Workloads workloads) {
        refuseUnlessOpen();
        if (state != QUALIFIED) {
            throw new Rejected(LeadRule.LEAD_NOT_QUALIFIED, "The lead is %s.".formatted(words(state)));
        }
        customers.make(leadId, organizationId, details, conversion, assignee);
        workloads.move(organizationId, assignee, null);
        apply(new LeadConverted(leadId, organizationId, conversion.contactId(), conversion.dealId(), customerId));
    }

    // ---- two leads about one person

    @CommandHandler
    void handle(MergeLeads command, OtherLeads leads, Workloads workloads) {
        if (command.merged().equals(leadId)) {
            throw new Rejected(LeadRule.MERGE_WITH_ITSELF, "Name another lead.", "merged", Map.of());
        }
        leads.decide(command.merged(), other -> other.mergeInto(leadId, organizationId, workloads));
        apply(new LeadAbsorbed(leadId, organizationId, command.merged()));
    }

    private void mergeInto(LeadId into, OrganizationId of, Workloads workloads) {
        if (!organizationId.equals(of)) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization.");
        }
        switch (state) {
            case ERASED -> throw erased();
            case MERGED -> throw merged();
            case CONVERTED -> throw converted();
            case NEW, CONTACTED, QUALIFIED -> workloads.move(organizationId, assignee, null);
            case DISQUALIFIED -> {}
        }
        apply(new LeadMerged(leadId, organizationId, into));
    }

    @CommandHandler
    void handle(UnmergeLeads command, OtherLeads leads, Workloads workloads) {
        if (!absorbed.contains(command.merged())) {
            throw new Rejected(
                    LeadRule.LEAD_NOT_MERGED,
                    "%s is not part of this lead.".formatted(command.merged()),
                    "merged",
                    Map.of());
        }
        leads.decide(command.merged(), other -> other.unmerge(leadId, workloads));
        apply(new LeadReleased(leadId, organizationId, command.merged()));
    }

    private void unmerge(LeadId from, Workloads workloads) {
        var before = Objects.requireNonNull(stateBeforeMerge);
        if (before.isOpen()) {
            workloads.move(organizationId, null, assignee);
        }
        apply(new LeadUnmerged(leadId, organizationId, from, before));
    }

    @CommandHandler
    void handle(EraseLead command, OtherLeads leads, Customers customers, Workloads workloads) {
        erase(leads, customers, workloads);
    }

    /** Those merged into it are about the same person. */
    private void erase(OtherLeads leads, Customers customers, Workloads workloads) {
        Set.copyOf(absorbed).forEach(other -> leads.decide(other, lead -> lead.erase(leads, customers, workloads)));
        if (contactId != null) {
            customers.erase(contactId, organizationId);
        }
        if (state.isOpen()) {
            workloads.move(organizationId, assignee, null);
        }
        apply(new LeadErased(leadId, organizationId, state));
    }

    @EventSourcingHandler
    void on(LeadEvent event) {
        switch (event) {
            case LeadCaptured e -> {
                leadId = e.leadId();
                organizationId = e.organizationId();
                state = NEW;
                details = e.details();
                confirmation = e.confirmation();
                createdBy = e.createdBy();
            }
            case LeadDetailsChanged e -> {
                details = e.details();
                if (e.confirmation() == ConfirmationState.NOT_ASKED) {
                    confirmation = null;
                    confirmed = false;
                }
            }
            case ConsentRecorded e -> {
                consentGivenAt = e.givenAt();
                consentWithdrawnAt = null;
            }
            case ConsentWithdrawn e -> {
                consentGivenAt = null;
                consentWithdrawnAt = e.withdrawnAt();
            }
            case ConfirmationAsked e -> confirmation = e.confirmation();
            case LeadConfirmed _ -> confirmed = true;
            case LeadAssigned e -> assignee = e.assignee();
            case LeadContacted _ -> state = state == NEW ? CONTACTED : state;
            case LeadQualified _ -> state = QUALIFIED;
            case LeadDisqualified _ -> state = DISQUALIFIED;
            case LeadRecycled _ -> state = NEW;
            case LeadConverted e -> {
                state = CONVERTED;
                contactId = e.contactId();
            }
            case LeadMerged _ -> {
                stateBeforeMerge = state;
                state = MERGED;
            }
            case LeadUnmerged e -> {
                stateBeforeMerge = null;
                state = e.state();
            }
            case LeadAbsorbed e -> absorbed.add(e.absorbed());
            case LeadReleased e -> absorbed.remove(e.released());
            case LeadErased _ -> {
                state = ERASED;
                details = NOBODY;
            }
            case LeadPriced _, LeadOrdered _, LeadActivityLogged _ -> {}
        }
    }

    private void refuseUnlessOpen() {
        refuseIfConverted();
        if (state == DISQUALIFIED) {
            throw new Rejected(LeadRule.LEAD_DISQUALIFIED, "The lead is disqualified. Recycle it first.");
        }
    }

    private void refuseIfConverted() {
        if (state == CONVERTED) {
            throw converted();
        }
    }

    private Rejected converted() {
        return new Rejected(LeadRule.LEAD_CONVERTED, "The lead became the contact %s.".formatted(contactId));
    }

    private static Rejected consentWithdrawn() {
        return new Rejected(LeadRule.CONSENT_WITHDRAWN, "The person took the consent back.");
    }

    private static Rejected merged() {
        return new Rejected(LeadRule.LEAD_MERGED, "The lead is part of another.");
    }

    private static Rejected erased() {
        return new Rejected(LeadRule.LEAD_ERASED, "The person was erased; nothing of the lead can be changed.");
    }

    private static String words(LeadState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** To the millisecond, as deadlines and links are kept. */
    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
