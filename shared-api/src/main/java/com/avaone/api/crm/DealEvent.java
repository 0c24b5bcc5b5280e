package com.avaone.api.crm;

import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Personal;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a deal. Its person is that of its contact. */
public sealed interface DealEvent extends TenantEvent, ConcernsPerson {

    /** The deal concerned. */
    DealId dealId();

    /**
     * There is a deal.
     *
     * @param contactId with whom
     * @param leadId from which it was made
     * @param title in the words of who opened it
     * @param expectedClose the day on which it may be won
     * @param assignee who works on it
     * @param createdBy the user who opened it
     */
    @StableName("deal.opened")
    @Revision("1")
    record DealOpened(
            DealId dealId,
            OrganizationId organizationId,
            String personId,
            ContactId contactId,
            @Nullable LeadId leadId,
            @Personal String title,
            DealStage stage,
            Money amount,
            @Nullable LocalDate expectedClose,
            @Nullable UserId assignee,
            @Nullable UserId createdBy)
            implements DealEvent {}

    /**
     * The deal is called so now, and may be won on that day.
     *
     * @param title in the words of who changed it
     */
    @StableName("deal.changed")
    @Revision("1")
    record DealChanged(
            DealId dealId,
            OrganizationId organizationId,
            String personId,
            @Personal String title,
            @Nullable LocalDate expectedClose)
            implements DealEvent {}

    /** The deal has come to this stage. */
    @StableName("deal.stage-changed")
    @Revision("1")
    record DealStageChanged(DealId dealId, OrganizationId organizationId, String personId, DealStage stage)
            implements DealEvent {}

    /** The deal is about this amount now. */
    @StableName("deal.amount-changed")
    @Revision("1")
    record DealAmountChanged(DealId dealId, OrganizationId organizationId, String personId, Money amount)
            implements DealEvent {}

    /** The user works on the deal now. */
    @StableName("deal.assigned")
    @Revision("1")
    record DealAssigned(DealId dealId, OrganizationId organizationId, String personId, UserId assignee)
            implements DealEvent {}

    /**
     * Something was done about the deal, or is to be done.
     *
     * @param dueAt when it is to be done; absent where it was
     */
    @StableName("deal.activity-logged")
    @Revision("1")
    record DealActivityLogged(
            DealId dealId,
            OrganizationId organizationId,
            String personId,
            ActivityKind kind,
            @Personal String text,
            @Nullable Instant dueAt)
            implements DealEvent {}

    /** The sale has come about. */
    @StableName("deal.won")
    @Revision("1")
    record DealWon(DealId dealId, OrganizationId organizationId, String personId) implements DealEvent {}

    /** Nothing has become of it; why, says the reason. */
    @StableName("deal.lost")
    @Revision("1")
    record DealLost(DealId dealId, OrganizationId organizationId, String personId) implements DealEvent {}

    /** The deal is open again, in the stage in which it was. */
    @StableName("deal.reopened")
    @Revision("1")
    record DealReopened(DealId dealId, OrganizationId organizationId, String personId) implements DealEvent {}
}
