package com.avaone.api.crm;

import static com.avaone.api.kernel.Permission.READ_CRM;

import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import org.jspecify.annotations.Nullable;

/** What can be asked about contacts and deals. */
public sealed interface CrmQuery extends ConcernsRecords {

    /** One contact, an erased one too. Answers {@link ContactView}; refused as not-found where there is none such. */
    @Needs(READ_CRM)
    record FindContact(
            OrganizationId organizationId, @Nullable UserId ownedBy, ContactId contactId) implements CrmQuery {}

    /**
     * A page of contacts who are not erased, by name. Answers {@link ContactPage}.
     *
     * @param text part of a name, an address or a company
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(READ_CRM)
    record FindContacts(
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            @Nullable String text,
            @Nullable String cursor,
            int limit)
            implements CrmQuery {}

    /** Contacts who may be the same person, the likeliest first, at most 10. Answers {@link ContactPage}, without a next page. */
    @Needs(READ_CRM)
    record FindSimilarContacts(
            OrganizationId organizationId, @Nullable UserId ownedBy, PersonDetails details) implements CrmQuery {}

    /** One deal. Answers {@link DealView}; refused as not-found where there is none such. */
    @Needs(READ_CRM)
    record FindDeal(OrganizationId organizationId, @Nullable UserId ownedBy, DealId dealId) implements CrmQuery {}

    /**
     * A page of deals, newest first. Answers {@link DealPage}. Absent filters match everything.
     *
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(READ_CRM)
    record FindDeals(
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            @Nullable DealState state,
            @Nullable ContactId contactId,
            @Nullable String cursor,
            int limit)
            implements CrmQuery {}

    /**
     * Open deals by stage. Answers {@link DealBoard}.
     *
     * @param limit 1 to 100: of how many deals each stage tells
     */
    @Needs(READ_CRM)
    record FindDealBoard(
            OrganizationId organizationId, @Nullable UserId ownedBy, int limit) implements CrmQuery {}

    /**
     * What happened to a contact, newest first. Answers {@link Timeline}; refused as not-found where there is none such.
     *
     * @param cursor from the page before
     * @param limit 1 to 200
     */
    @Needs(READ_CRM)
    record FindContactTimeline(
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            ContactId contactId,
            @Nullable String cursor,
            int limit)
            implements CrmQuery {}

    /**
     * What happened to a deal, newest first. Answers {@link Timeline}; refused as not-found where there is none such.
     *
     * @param cursor from the page before
     * @param limit 1 to 200
     */
    @Needs(READ_CRM)
    record FindDealTimeline(
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            DealId dealId,
            @Nullable String cursor,
            int limit) implements CrmQuery {}
}
