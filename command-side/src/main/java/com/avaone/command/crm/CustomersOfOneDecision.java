package com.avaone.command.crm;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.Conversion;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.Customers;
import com.avaone.command.kernel.OneDecision;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Loads and makes contacts and deals in the unit of work of the command at hand. They are locked after the lead. */
@Component
@CommandRole
class CustomersOfOneDecision implements Customers, ContactsOfDeals {

    private final Repository<Contact> contacts;
    private final Repository<Deal> deals;

    CustomersOfOneDecision(Repository<Contact> contacts, Repository<Deal> deals) {
        this.contacts = contacts;
        this.deals = deals;
    }

    @Override
    public void make(
            LeadId leadId,
            OrganizationId organizationId,
            PersonDetails details,
            Conversion conversion,
            @Nullable UserId assignee) {
        OneDecision.make(
                contacts,
                conversion.contactId(),
                Contact::new,
                contact -> contact.create(conversion.contactId(), organizationId, details, leadId, assignee));
        OneDecision.make(
                deals,
                conversion.dealId(),
                Deal::new,
                deal -> deal.open(conversion, organizationId, leadId.value(), leadId, assignee));
    }

    @Override
    public void erase(ContactId contactId, OrganizationId organizationId) {
        contacts.load(contactId.value()).execute(contact -> contact.erase(organizationId));
    }

    @Override
    public String personOf(ContactId contactId, OrganizationId organizationId) {
        return contacts.load(contactId.value()).invoke(contact -> contact.personOfDeal(organizationId));
    }
}
