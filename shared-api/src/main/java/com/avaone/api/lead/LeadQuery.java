package com.avaone.api.lead;

import static com.avaone.api.kernel.Permission.READ_CRM;

import com.avaone.api.crm.PersonDetails;
import com.avaone.api.crm.Timeline;
import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import org.jspecify.annotations.Nullable;

/** What can be asked about leads. */
public sealed interface LeadQuery extends ConcernsRecords {

    /**
     * One lead, whatever its state. Answers {@link LeadView}; refused as not-found where there is none such. Who may see a lead now may see
     * how it was.
     *
     * @param asOf a position ({@code 123}) or an instant ({@code 2026-01-31T12:00:00Z}): the state at that moment; absent for now
     */
    @Needs(READ_CRM)
    record FindLead(
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            LeadId leadId,
            @Nullable String asOf) implements LeadQuery {

        /** About now. */
        public FindLead(OrganizationId organizationId, @Nullable UserId ownedBy, LeadId leadId) {
            this(organizationId, ownedBy, leadId, null);
        }
    }

    /**
     * A page of leads. Answers {@link LeadPage}.
     *
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(READ_CRM)
    record FindLeads(
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            LeadFilter filter,
            LeadSort sort,
            @Nullable String cursor,
            int limit)
            implements LeadQuery {}

    /**
     * Leads by state. Answers {@link LeadBoard}.
     *
     * @param limit 1 to 100: of how many leads each state tells
     */
    @Needs(READ_CRM)
    record FindLeadBoard(
            OrganizationId organizationId, @Nullable UserId ownedBy, int limit) implements LeadQuery {}

    /**
     * What happened to a lead and to those that are part of it, newest first. Answers {@link Timeline}; refused as not-found where there is
     * none such.
     *
     * @param cursor from the page before
     * @param limit 1 to 200
     */
    @Needs(READ_CRM)
    record FindLeadTimeline(
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            LeadId leadId,
            @Nullable String cursor,
            int limit) implements LeadQuery {}

    /**
     * Leads that may be about the same person, by address, number and name, at most 10. Answers {@link SimilarLeads}.
     *
     * @param except a lead that is not to be named, and with it those that are part of it
     */
    @Needs(READ_CRM)
    record FindSimilarLeads(
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            PersonDetails details,
            @Nullable LeadId except) implements LeadQuery {}

    /** Counts over leads, for charts. Answers {@link LeadFigures}. */
    @Needs(READ_CRM)
    record FindLeadFigures(
            OrganizationId organizationId, @Nullable UserId ownedBy) implements LeadQuery {}
}
