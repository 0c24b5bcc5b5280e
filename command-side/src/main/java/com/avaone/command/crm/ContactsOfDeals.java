package com.avaone.command.crm;

import com.avaone.api.crm.ContactId;
import com.avaone.api.kernel.OrganizationId;

/** Asks the contact of a deal as part of the command at hand. A command handler asks for it as a parameter. */
interface ContactsOfDeals {

    /**
     * Who the contact's person is.
     *
     * @throws com.avaone.api.kernel.Rejected as not-found where the organization has no such contact; where the person is erased
     */
    String personOf(ContactId contactId, OrganizationId organizationId);
}
