package com.avaone.command.crm;

import static com.avaone.api.crm.DealState.LOST;
import static com.avaone.api.crm.DealState.OPEN;
import static com.avaone.api.crm.DealState.WON;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.DealCommand;
import com.avaone.api.crm.DealCommand.AssignDeal;
import com.avaone.api.crm.DealCommand.ChangeDeal;
import com.avaone.api.crm.DealCommand.ChangeDealAmount;
import com.avaone.api.crm.DealCommand.LogDealActivity;
import com.avaone.api.crm.DealCommand.LoseDeal;
import com.avaone.api.crm.DealCommand.MoveDeal;
import com.avaone.api.crm.DealCommand.OpenDeal;
import com.avaone.api.crm.DealCommand.ReopenDeal;
import com.avaone.api.crm.DealCommand.WinDeal;
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
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.Money;
import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Personal;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.Conversion;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.Actor;
import com.avaone.command.kernel.Assignees;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.FreeText;
import com.avaone.command.kernel.Guard;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A sale that may come about. */
@EventSourced(type = "deal")
@StableName("deal.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Deal implements ConcernsPerson {

    private static final int MAX_TITLE = 200;

    @AggregateIdentifier
    private DealId dealId;

    private OrganizationId organizationId;
    private String personId;

    @Personal
    private String title;

    private @Nullable LocalDate expectedClose;
    private DealState state;
    private DealStage stage;
    private Money amount;
    private @Nullable UserId assignee;
    private @Nullable UserId createdBy;

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Deal() {}

    @Override
    public String personId() {
        return personId;
    }

    @CommandHandlerInterceptor
    void guard(DealCommand command) {
        Guard.check(command, organizationId, assignee, createdBy);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(OpenDeal command, Clock clock, Identities identities, ContactsOfDeals contacts) {
        Guard.checkIsThere(command.organizationId(), identities);
        Assignees.judge(command.assignee(), command.organizationId(), identities, clock.instant());
        var what = new Conversion(
                command.contactId(), command.dealId(), command.title(), command.amount(), command.expectedClose());
        open(
                what,
                command.organizationId(),
                contacts.personOf(command.contactId(), command.organizationId()),
                null,
                command.assignee());
    }

    /**
     * Opens the deal.
     *
     * @param person who the contact is
     * @param of the lead that it is made from
     */
    void open(
            Conversion what,
            OrganizationId organization,
            String person,
            @Nullable LeadId of,
            @Nullable UserId assigned) {
        if (dealId != null) {
            throw new Rejected(CrmRule.DEAL_EXISTS, "%s was opened before.".formatted(dealId));
        }
        apply(new DealOpened(
                what.dealId(),
                organization,
                person,
                what.contactId(),
                of,
                judged(what.title()),
                DealStage.QUALIFICATION,
                what.amount().judged(),
                what.expectedClose(),
                assigned,
                Actor.user()));
    }

    @CommandHandler
    void handle(ChangeDeal command) {
        refuseUnlessOpen();
        var judged = judged(command.title());
        if (!judged.equals(title) || !Objects.equals(command.expectedClose(), expectedClose)) {
            apply(new DealChanged(dealId, organizationId, personId, judged, command.expectedClose()));
        }
    }

    @CommandHandler
    void handle(MoveDeal command) {
        refuseUnlessOpen();
        if (command.stage() != stage) {
            apply(new DealStageChanged(dealId, organizationId, personId, command.stage()));
        }
    }

    @CommandHandler
    void handle(ChangeDealAmount command) {
        refuseUnlessOpen();
        var judged = command.amount().judged();
        if (!judged.equals(amount)) {
            apply(new DealAmountChanged(dealId, organizationId, personId, judged));
        }
    }

    @CommandHandler
    void handle(AssignDeal command, Clock clock, Identities identities) {
        Assignees.judge(command.assignee(), organizationId, identities, clock.instant());
        if (!command.assignee().equals(assignee)) {
            apply(new DealAssigned(dealId, organizationId, personId, command.assignee()));
        }
    }

    @CommandHandler
    void handle(LogDealActivity command) {
        apply(new DealActivityLogged(
                dealId,
                organizationId,
                personId,
                command.kind(),
                FreeText.judged("text", command.text()),
                command.dueAt()));
    }

    @CommandHandler
    void handle(WinDeal command) {
        refuseUnlessOpen();
        apply(new DealWon(dealId, organizationId, personId));
    }

    @CommandHandler
    void handle(LoseDeal command) {
        refuseUnlessOpen();
        apply(new DealLost(dealId, organizationId, personId));
    }

    @CommandHandler
    void handle(ReopenDeal command) {
        if (state == OPEN) {
            throw new Rejected(CrmRule.DEAL_OPEN, "The deal is open.");
        }
        apply(new DealReopened(dealId, organizationId, personId));
    }

    @EventSourcingHandler
    void on(DealEvent event) {
        switch (event) {
            case DealOpened e -> {
                dealId = e.dealId();
                organizationId = e.organizationId();
                personId = e.personId();
                title = e.title();
                expectedClose = e.expectedClose();
                state = OPEN;
                stage = e.stage();
                amount = e.amount();
                assignee = e.assignee();
                createdBy = e.createdBy();
            }
            case DealChanged e -> {
                title = e.title();
                expectedClose = e.expectedClose();
            }
            case DealStageChanged e -> stage = e.stage();
            case DealAmountChanged e -> amount = e.amount();
            case DealAssigned e -> assignee = e.assignee();
            case DealWon _ -> state = WON;
            case DealLost _ -> state = LOST;
            case DealReopened _ -> state = OPEN;
            case DealActivityLogged _ -> {}
        }
    }

    private void refuseUnlessOpen() {
        if (state != OPEN) {
            throw new Rejected(CrmRule.DEAL_NOT_OPEN, "The deal was %s.".formatted(state == WON ? "won" : "lost"));
        }
    }

    private static String judged(String title) {
        var stripped = title.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_TITLE) {
            throw new InvalidValue("title", "must be 1 to %d characters".formatted(MAX_TITLE));
        }
        return stripped;
    }
}
