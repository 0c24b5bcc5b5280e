package com.avaone.api.lead;

import com.avaone.api.catalogue.Quote;
import com.avaone.api.catalogue.QuoteId;
import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Personal;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a lead. */
public sealed interface LeadEvent extends TenantEvent, ConcernsPerson {

    /** The lead concerned. */
    LeadId leadId();

    @Override
    default String personId() {
        return leadId().value();
    }

    /**
     * Somebody may become a customer.
     *
     * @param reference by which people speak of the lead
     * @param message what the person wrote
     * @param meeting when the person wants to meet
     * @param confirmation that the person is asked for; absent where nobody is asked
     * @param createdBy the user who noted it; absent where the person did
     */
    @StableName("lead.captured")
    @Revision("1")
    record LeadCaptured(
            LeadId leadId,
            OrganizationId organizationId,
            String reference,
            LeadSource source,
            PersonDetails details,
            @Personal @Nullable String message,
            @Nullable MeetingSlot meeting,
            @Nullable AskedConfirmation confirmation,
            @Nullable UserId createdBy)
            implements LeadEvent {}

    /** The person was told what the selection costs, by the version of the catalogue that was seen. */
    @StableName("lead.priced")
    @Revision("1")
    record LeadPriced(LeadId leadId, OrganizationId organizationId, Quote quote) implements LeadEvent {}

    /**
     * The person wants to buy what was priced.
     *
     * @param quoteId the saved quote that is ordered; absent where the person chose from the catalogue
     * @param billing to whom it is to be billed
     */
    @StableName("lead.ordered")
    @Revision("1")
    record LeadOrdered(
            LeadId leadId,
            OrganizationId organizationId,
            @Nullable QuoteId quoteId,
            BillingDetails billing) implements LeadEvent {}

    /**
     * The person agreed to be written to.
     *
     * @param textVersion which text the person agreed to
     * @param givenAt when
     * @param address the network address from which
     */
    @StableName("lead.consent-recorded")
    @Revision("1")
    record ConsentRecorded(
            LeadId leadId,
            OrganizationId organizationId,
            String textVersion,
            Instant givenAt,
            @Personal @Nullable String address)
            implements LeadEvent {}

    /**
     * The person does not agree any more to be written to.
     *
     * @param withdrawnAt when the person said so
     */
    @StableName("lead.consent-withdrawn")
    @Revision("1")
    record ConsentWithdrawn(LeadId leadId, OrganizationId organizationId, Instant withdrawnAt) implements LeadEvent {}

    /**
     * The person is called and reached in another way.
     *
     * @param confirmation what is known of the address now
     */
    @StableName("lead.details-changed")
    @Revision("1")
    record LeadDetailsChanged(
            LeadId leadId, OrganizationId organizationId, PersonDetails details, ConfirmationState confirmation)
            implements LeadEvent {}

    /**
     * The person is asked by mail to confirm the address; a link of before is good no more.
     *
     * @param email where the mail goes
     * @param name as the person is called
     */
    @StableName("lead.confirmation-asked")
    @Revision("1")
    record ConfirmationAsked(
            LeadId leadId,
            OrganizationId organizationId,
            AskedConfirmation confirmation,
            @Personal EmailAddress email,
            @Personal @Nullable String name)
            implements LeadEvent {}

    /** Whoever reads the lead's mail has confirmed the address. */
    @StableName("lead.confirmed")
    @Revision("1")
    record LeadConfirmed(LeadId leadId, OrganizationId organizationId) implements LeadEvent {}

    /**
     * The user works on the lead now.
     *
     * @param how it was found out who
     */
    @StableName("lead.assigned")
    @Revision("1")
    record LeadAssigned(LeadId leadId, OrganizationId organizationId, UserId assignee, Assignment how)
            implements LeadEvent {}

    /**
     * The person was spoken or written to.
     *
     * @param channel by what
     */
    @StableName("lead.contacted")
    @Revision("1")
    record LeadContacted(
            LeadId leadId,
            OrganizationId organizationId,
            ActivityKind channel,
            @Personal @Nullable String note) implements LeadEvent {}

    /**
     * Something was done about the lead, or is to be done.
     *
     * @param dueAt when it is to be done; absent where it was
     */
    @StableName("lead.activity-logged")
    @Revision("1")
    record LeadActivityLogged(
            LeadId leadId,
            OrganizationId organizationId,
            ActivityKind kind,
            @Personal String text,
            @Nullable Instant dueAt)
            implements LeadEvent {}

    /** Something may become of the lead. */
    @StableName("lead.qualified")
    @Revision("1")
    record LeadQualified(LeadId leadId, OrganizationId organizationId) implements LeadEvent {}

    /** Nothing becomes of the lead for now; why, says the reason. */
    @StableName("lead.disqualified")
    @Revision("1")
    record LeadDisqualified(LeadId leadId, OrganizationId organizationId) implements LeadEvent {}

    /** The lead is new again. */
    @StableName("lead.recycled")
    @Revision("1")
    record LeadRecycled(LeadId leadId, OrganizationId organizationId) implements LeadEvent {}

    /**
     * The lead became a contact and a deal.
     *
     * @param customerId the organization that it became as well
     */
    @StableName("lead.converted")
    @Revision("1")
    record LeadConverted(
            LeadId leadId,
            OrganizationId organizationId,
            ContactId contactId,
            DealId dealId,
            @Nullable OrganizationId customerId)
            implements LeadEvent {}

    /** The lead is part of another now. */
    @StableName("lead.merged")
    @Revision("1")
    record LeadMerged(LeadId leadId, OrganizationId organizationId, LeadId into) implements LeadEvent {}

    /** Another lead is part of this one now. */
    @StableName("lead.absorbed")
    @Revision("1")
    record LeadAbsorbed(LeadId leadId, OrganizationId organizationId, LeadId absorbed) implements LeadEvent {}

    /**
     * The lead is on its own again, in the state in which it was.
     *
     * @param from of which it was part
     */
    @StableName("lead.unmerged")
    @Revision("1")
    record LeadUnmerged(LeadId leadId, OrganizationId organizationId, LeadId from, LeadState state)
            implements LeadEvent {}

    /** The other lead is no part of this one any more. */
    @StableName("lead.released")
    @Revision("1")
    record LeadReleased(LeadId leadId, OrganizationId organizationId, LeadId released) implements LeadEvent {}

    /**
     * The person is erased: the key of the personal data is to be destroyed. This event is the certificate.
     *
     * @param state what the lead was before
     */
    @StableName("lead.erased")
    @Revision("1")
    record LeadErased(LeadId leadId, OrganizationId organizationId, LeadState state) implements LeadEvent {}
}
