package com.avaone.api.crm;

import static com.avaone.api.kernel.Permission.CHANGE_IN_CRM;
import static com.avaone.api.kernel.Permission.CREATE_IN_CRM;

import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a deal. */
public sealed interface DealCommand extends TenantCommand {

    /** The deal concerned. */
    DealId dealId();

    /**
     * Opens a deal in the first stage with a contact of the organization.
     *
     * @param expectedClose the day on which it may be won
     * @param assignee who works on it
     */
    @Needs(CREATE_IN_CRM)
    record OpenDeal(
            @TargetAggregateIdentifier DealId dealId,
            OrganizationId organizationId,
            ContactId contactId,
            String title,
            Money amount,
            @Nullable LocalDate expectedClose,
            @Nullable UserId assignee)
            implements DealCommand {}

    /** Gives another title and another expected day. Equal ones change nothing. */
    @Needs(CHANGE_IN_CRM)
    record ChangeDeal(
            @TargetAggregateIdentifier DealId dealId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            String title,
            @Nullable LocalDate expectedClose)
            implements DealCommand, ConcernsRecords {}

    /** Moves an open deal to another stage, forth or back. The same one changes nothing. */
    @Needs(CHANGE_IN_CRM)
    record MoveDeal(
            @TargetAggregateIdentifier DealId dealId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            DealStage stage)
            implements DealCommand, ConcernsRecords {}

    /** Says anew what an open deal is about. An equal amount changes nothing. */
    @Needs(CHANGE_IN_CRM)
    record ChangeDealAmount(
            @TargetAggregateIdentifier DealId dealId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            Money amount)
            implements DealCommand, ConcernsRecords {}

    /** Has a user work on the deal. The same one changes nothing. */
    @Needs(CHANGE_IN_CRM)
    record AssignDeal(
            @TargetAggregateIdentifier DealId dealId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            UserId assignee)
            implements DealCommand, ConcernsRecords {}

    /**
     * Notes what was done about the deal, or is to be done.
     *
     * @param dueAt when it is to be done; absent where it was
     */
    @Needs(CHANGE_IN_CRM)
    record LogDealActivity(
            @TargetAggregateIdentifier DealId dealId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            ActivityKind kind,
            String text,
            @Nullable Instant dueAt)
            implements DealCommand, ConcernsRecords {}

    /** Says that the sale has come about. */
    @Needs(CHANGE_IN_CRM)
    record WinDeal(
            @TargetAggregateIdentifier DealId dealId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy) implements DealCommand, ConcernsRecords {}

    /** Says that nothing becomes of it. */
    @Needs(CHANGE_IN_CRM)
    @NeedsReason
    record LoseDeal(
            @TargetAggregateIdentifier DealId dealId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy) implements DealCommand, ConcernsRecords {}

    /** Opens a deal again that was won or lost, in the stage in which it was. */
    @Needs(CHANGE_IN_CRM)
    record ReopenDeal(
            @TargetAggregateIdentifier DealId dealId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy) implements DealCommand, ConcernsRecords {}
}
