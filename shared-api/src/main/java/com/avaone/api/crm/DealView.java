package com.avaone.api.crm;

import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deal.
 *
 * @param contactId with whom
 * @param leadId from which it was made
 * @param title absent once the contact's person is erased
 * @param stage the last one, of a deal that was won or lost
 * @param weighted what the amount counts for: all of it when won, nothing when lost, else as likely as the stage says
 * @param expectedClose the day on which it may be won
 * @param assignee who works on it
 * @param createdBy the user who opened it
 * @param closedAt when it was won or lost
 * @param lostBecause why it was lost; absent once the contact's person is erased
 * @param version number of the deal's last event; its ETag
 */
public record DealView(
        DealId dealId,
        OrganizationId organizationId,
        ContactId contactId,
        @Nullable LeadId leadId,
        @Nullable String title,
        DealState state,
        DealStage stage,
        Money amount,
        Money weighted,
        @Nullable LocalDate expectedClose,
        @Nullable UserId assignee,
        @Nullable UserId createdBy,
        @Nullable Instant closedAt,
        @Nullable String lostBecause,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
