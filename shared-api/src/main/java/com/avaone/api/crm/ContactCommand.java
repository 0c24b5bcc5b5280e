package com.avaone.api.crm;

import static com.avaone.api.kernel.Permission.CHANGE_IN_CRM;
import static com.avaone.api.kernel.Permission.CREATE_IN_CRM;
import static com.avaone.api.kernel.Permission.DELETE_IN_CRM;

import com.avaone.api.kernel.ConcernsRecords;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a contact. */
public sealed interface ContactCommand extends TenantCommand {

    /** The contact concerned. */
    ContactId contactId();

    /**
     * Makes a contact.
     *
     * @param assignee who looks after it
     */
    @Needs(CREATE_IN_CRM)
    record CreateContact(
            @TargetAggregateIdentifier ContactId contactId,
            OrganizationId organizationId,
            PersonDetails details,
            @Nullable UserId assignee)
            implements ContactCommand {}

    /** Replaces the details. Equal ones change nothing. */
    @Needs(CHANGE_IN_CRM)
    record ChangeContact(
            @TargetAggregateIdentifier ContactId contactId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            PersonDetails details)
            implements ContactCommand, ConcernsRecords {}

    /** Has a user look after the contact. The same one changes nothing. */
    @Needs(CHANGE_IN_CRM)
    record AssignContact(
            @TargetAggregateIdentifier ContactId contactId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            UserId assignee)
            implements ContactCommand, ConcernsRecords {}

    /**
     * Notes what was done about the contact, or is to be done.
     *
     * @param dueAt when it is to be done; absent where it was
     */
    @Needs(CHANGE_IN_CRM)
    record LogContactActivity(
            @TargetAggregateIdentifier ContactId contactId,
            OrganizationId organizationId,
            @Nullable UserId ownedBy,
            ActivityKind kind,
            String text,
            @Nullable Instant dueAt)
            implements ContactCommand, ConcernsRecords {}

    /** Erases the person of a contact that was not made from a lead; with the lead, a contact made from it is erased. */
    @Needs(DELETE_IN_CRM)
    @NeedsReason
    record EraseContact(@TargetAggregateIdentifier ContactId contactId, OrganizationId organizationId)
            implements ContactCommand {}
}
