package com.avaone.api.lead;

import static com.avaone.api.kernel.Permission.ADMINISTER_ORGANIZATIONS;
import static com.avaone.api.kernel.Permission.CHANGE_IN_CRM;
import static com.avaone.api.kernel.Permission.CREATE_IN_CRM;
import static com.avaone.api.kernel.Permission.DELETE_IN_CRM;
import static com.avaone.api.kernel.Permission.SIGN_IN;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import com.avaone.api.organization.OrganizationCommand.RegisterOrganization;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a lead. */
public sealed interface LeadCommand extends TenantCommand {

    /** The lead concerned. */
    LeadId leadId();

    /**
     * Notes that somebody may become a customer. A form of the public site sends it in its own name.
     *
     * @param message what the person wrote
     * @param meeting when the person wants to meet; needed where the source is a meeting request
     * @param inquiry what the person wants to know the price of, or to buy; needed where the source is a pricing inquiry
     * @param consent where the person agreed to be written to
     * @param asksConfirmation whether the person is asked by a link to confirm the address, which must be there then
     * @param assignee to whom the lead is assigned at once
     */
    @Needs(CREATE_IN_CRM)
    record CaptureLead(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            LeadSource source,
            PersonDetails details,
            @Nullable String message,
            @Nullable MeetingSlot meeting,
            @Nullable PriceInquiry inquiry,
            @Nullable Consent consent,
            boolean asksConfirmation,
            @Nullable UserId assignee)
            implements LeadCommand {}

    /**
     * Notes that the person agreed to be written to.
     *
     * @param givenAt when; not in the future
     */
    @Needs(CHANGE_IN_CRM)
    record RecordConsent(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            Consent consent,
            Instant givenAt)
            implements LeadCommand, ConcernsRecords {}

    /**
     * Notes that the person does not agree any more to be written to. Those merged into the lead are about the same person: what was agreed
     * to there is taken back as well.
     *
     * @param withdrawnAt when; absent where it is said at this moment
     */
    @Needs(CHANGE_IN_CRM)
    record WithdrawConsent(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            @Nullable Instant withdrawnAt)
            implements LeadCommand, ConcernsRecords {}

    /**
     * Says how the person is called and reached. Details as before change nothing; with another address, whether it is right is an open
     * question that nobody asked.
     */
    @Needs(CHANGE_IN_CRM)
    record ChangeLeadDetails(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            PersonDetails details)
            implements LeadCommand, ConcernsRecords {}

    /** Confirms the lead's address. Who sends it has shown the link. A confirmed one stays so and nothing changes. */
    @Needs(SIGN_IN)
    record ConfirmLead(@TargetAggregateIdentifier LeadId leadId, OrganizationId organizationId, String confirmationId)
            implements LeadCommand {}

    /**
     * Has the person asked by mail to confirm the address, once more or for the first time. The link of the mail before is good no more.
     */
    @Needs(CHANGE_IN_CRM)
    record AskForConfirmation(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy) implements LeadCommand, ConcernsRecords {}

    /**
     * Has a user work on the lead. The same one changes nothing.
     *
     * @param assignee whom, where it is said by hand
     */
    @Needs(CHANGE_IN_CRM)
    record AssignLead(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            Assignment how,
            @Nullable UserId assignee)
            implements LeadCommand, ConcernsRecords {}

    /**
     * Notes that the person was spoken or written to.
     *
     * @param channel by what
     */
    @Needs(CHANGE_IN_CRM)
    record ContactLead(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            ActivityKind channel,
            @Nullable String note)
            implements LeadCommand, ConcernsRecords {}

    /**
     * Notes what was done about the lead, or is to be done.
     *
     * @param dueAt when it is to be done; absent where it was
     */
    @Needs(CHANGE_IN_CRM)
    record LogLeadActivity(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            ActivityKind kind,
            String text,
            @Nullable Instant dueAt)
            implements LeadCommand, ConcernsRecords {}

    /** Says that something may become of the lead. */
    @Needs(CHANGE_IN_CRM)
    record QualifyLead(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy) implements LeadCommand, ConcernsRecords {}

    /** Says that nothing becomes of the lead for now. */
    @Needs(CHANGE_IN_CRM)
    @NeedsReason
    record DisqualifyLead(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy) implements LeadCommand, ConcernsRecords {}

    /** Begins anew with a disqualified lead. */
    @Needs(CHANGE_IN_CRM)
    record RecycleLead(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy) implements LeadCommand, ConcernsRecords {}

    /** Makes a contact and a deal of a qualified lead: both, or nothing. */
    @Needs(CHANGE_IN_CRM)
    record ConvertLead(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            Conversion conversion)
            implements LeadCommand, ConcernsRecords {}

    /**
     * Makes a contact, a deal and an organization with its license of a qualified lead of the operator: all of them, or nothing.
     *
     * @param registration of the organization
     */
    @Needs(ADMINISTER_ORGANIZATIONS)
    record ConvertLeadToOrganization(
            @TargetAggregateIdentifier LeadId leadId,
            OrganizationId organizationId,
            Conversion conversion,
            RegisterOrganization registration)
            implements LeadCommand {}

    /**
     * Makes another lead part of this one, because both are about the same person. Both keep what happened to them.
     *
     * @param leadId the one that stays
     * @param merged the one that goes
     */
    @Needs(DELETE_IN_CRM)
    record MergeLeads(@TargetAggregateIdentifier LeadId leadId, OrganizationId organizationId, LeadId merged)
            implements LeadCommand {}

    /**
     * Takes a lead out again that was merged into this one: both are what they were before.
     *
     * @param merged the one that comes back
     */
    @Needs(DELETE_IN_CRM)
    record UnmergeLeads(@TargetAggregateIdentifier LeadId leadId, OrganizationId organizationId, LeadId merged)
            implements LeadCommand {}

    /**
     * Erases the person: the keys of the personal data of this lead, of those merged into it and of the contact made from it are destroyed.
     */
    @Needs(DELETE_IN_CRM)
    @NeedsReason
    record EraseLead(@TargetAggregateIdentifier LeadId leadId, OrganizationId organizationId) implements LeadCommand {}
}
