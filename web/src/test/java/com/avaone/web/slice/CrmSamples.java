package com.avaone.web.slice;

import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.ContactView;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.DealState;
import com.avaone.api.crm.DealView;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.lead.ConfirmationState;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.LeadState;
import com.avaone.api.lead.LeadView;

/** A lead, a contact and a deal that tests of the web floor share. */
final class CrmSamples {

    static final PersonDetails PERSON =
            new PersonDetails("Ravi Rao", new EmailAddress("ravi@contoso.example"), "+91 98 7654 3210", "Contoso");

    static final LeadView LEAD = lead(LeadId.random());

    static final ContactView CONTACT = new ContactView(
            ContactId.random(),
            Samples.ORGANIZATION,
            PERSON,
            LEAD.leadId(),
            Colleague.USER.userId(),
            null,
            false,
            Admin.NOW,
            Admin.NOW,
            Samples.VERSION);

    static final Money AMOUNT = new Money(1_250_000, "EUR");

    static final DealView DEAL = new DealView(
            DealId.random(),
            Samples.ORGANIZATION,
            CONTACT.contactId(),
            LEAD.leadId(),
            "25 seats",
            DealState.OPEN,
            DealStage.PROPOSAL,
            AMOUNT,
            AMOUNT.percent(40),
            null,
            Colleague.USER.userId(),
            null,
            null,
            null,
            Admin.NOW,
            Admin.NOW,
            Samples.VERSION);

    private CrmSamples() {}

    static LeadView lead(LeadId leadId) {
        return new LeadView(
                leadId,
                Samples.ORGANIZATION,
                LeadReference.of(leadId),
                LeadSource.MANUAL,
                LeadState.NEW,
                PERSON,
                "Wants a demonstration",
                null,
                null,
                null,
                null,
                null,
                ConfirmationState.NOT_ASKED,
                Colleague.USER.userId(),
                null,
                null,
                null,
                null,
                null,
                Admin.NOW,
                Admin.NOW,
                Samples.VERSION);
    }
}
