package com.avaone.command.kernel;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.Conversion;
import org.jspecify.annotations.Nullable;

/**
 * Makes a contact and a deal of a lead, and erases the contact, as part of the command at hand: what is decided is stored with the command's
 * own events, or nothing is. A command handler asks for it as a parameter.
 */
public interface Customers {

    /**
     * Makes the contact and opens the deal.
     *
     * @param assignee who works on the lead
     * @throws com.avaone.api.kernel.Rejected by the rules of contacts and deals
     * @throws com.avaone.api.kernel.InvalidValue naming a field of the conversion
     */
    void make(
            LeadId leadId,
            OrganizationId organizationId,
            PersonDetails details,
            Conversion conversion,
            @Nullable UserId assignee);

    /** Erases the contact that was made from the lead; nothing changes where it is erased. */
    void erase(ContactId contactId, OrganizationId organizationId);
}
