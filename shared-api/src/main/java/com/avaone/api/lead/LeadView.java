package com.avaone.api.lead;

import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead. Of an erased one nothing personal is left.
 *
 * @param reference by which people speak of it
 * @param message what the person wrote
 * @param meeting when the person wants to meet
 * @param quote what the person was told that the selection costs
 * @param order that the person wants to buy it; absent where the person only asked
 * @param consent the last one; absent where there is none, or it was taken back
 * @param consentWithdrawnAt when the person took it back; absent where the person did not, or agreed anew
 * @param assignee who works on it
 * @param createdBy the user who noted it; absent where the person did
 * @param contactId that it became
 * @param dealId that it became
 * @param customerId the organization that it became
 * @param mergedInto of which it is part
 * @param version number of the lead's last event; its ETag
 */
public record LeadView(
        LeadId leadId,
        OrganizationId organizationId,
        String reference,
        LeadSource source,
        LeadState state,
        PersonDetails details,
        @Nullable String message,
        @Nullable MeetingSlot meeting,
        @Nullable Quote quote,
        @Nullable Order order,
        @Nullable GivenConsent consent,
        @Nullable Instant consentWithdrawnAt,
        ConfirmationState confirmation,
        @Nullable UserId assignee,
        @Nullable UserId createdBy,
        @Nullable ContactId contactId,
        @Nullable DealId dealId,
        @Nullable OrganizationId customerId,
        @Nullable LeadId mergedInto,
        Instant capturedAt,
        Instant updatedAt,
        long version) {

    /**
     * That the person wants to buy.
     *
     * @param quoteId the saved quote that is ordered
     * @param billing to whom it is to be billed; absent where the person is erased
     */
    public record Order(@Nullable QuoteId quoteId, @Nullable BillingDetails billing) {}

    /**
     * Evidence that the person agreed to be written to.
     *
     * @param textVersion which text the person agreed to
     * @param address the network address from which
     */
    public record GivenConsent(
            String textVersion, Instant givenAt, @Nullable String address) {}
}
