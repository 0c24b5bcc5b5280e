package com.avaone.projection.crm;

import com.avaone.api.crm.ActivityKind;
import com.avaone.api.crm.ContactEvent;
import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.DealEvent;
import com.avaone.api.crm.DealEvent.DealOpened;
import com.avaone.api.crm.DealId;
import com.avaone.api.crm.DealStage;
import com.avaone.api.crm.Money;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.lead.AskedConfirmation;
import com.avaone.api.lead.LeadEvent;
import com.avaone.api.lead.LeadEvent.ConsentRecorded;
import com.avaone.api.lead.LeadEvent.LeadActivityLogged;
import com.avaone.api.lead.LeadEvent.LeadCaptured;
import com.avaone.api.lead.LeadEvent.LeadConverted;
import com.avaone.api.lead.LeadEvent.LeadQualified;
import com.avaone.api.lead.LeadReference;
import com.avaone.api.lead.LeadSource;
import com.avaone.api.lead.MeetingSlot;
import com.avaone.projection.organization.OrganizationStories;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Events of made-up leads, contacts and deals. */
public final class CrmStories {

    private final OrganizationStories log = new OrganizationStories(11);

    /** Everything that happened, in order. */
    public List<DomainEventMessage<?>> events() {
        return log.events();
    }

    /** When the last event happened. */
    public Instant now() {
        return log.now();
    }

    /** Lets an event happen to a lead some time after the last. */
    public void add(LeadEvent event) {
        log.add(event.leadId(), event);
    }

    /** As above, to a contact. */
    public void add(ContactEvent event) {
        log.add(event.contactId(), event);
    }

    /** As above, to a deal. */
    public void add(DealEvent event) {
        log.add(event.dealId(), event);
    }

    /** As above, for a reason. */
    public void because(String reason, DealEvent event) {
        log.add(event.dealId(), event, reason);
    }

    /** Lets something else happen. */
    public void add(Object aggregateId, Object event) {
        log.add(aggregateId, event);
    }

    /** Somebody called so, at an address made of the name. */
    public static PersonDetails person(String name) {
        var address = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com";
        return new PersonDetails(name, new EmailAddress(address), "+91 98765 43210", "Acme");
    }

    /** A new lead of whom everything is known. */
    public LeadId captured(OrganizationId organization, String name, LeadSource source, @Nullable UserId createdBy) {
        var lead = LeadId.random();
        add(new LeadCaptured(
                lead,
                organization,
                LeadReference.of(lead),
                source,
                person(name),
                "Message of " + name,
                new MeetingSlot(now().plus(Duration.ofDays(9)), 30, "Asia/Kolkata"),
                new AskedConfirmation("01jd0000000000000000000009", now().plus(Duration.ofDays(7))),
                createdBy));
        add(new ConsentRecorded(lead, organization, "contact-form-1", now(), "192.0.2.7"));
        add(new LeadActivityLogged(lead, organization, ActivityKind.NOTE, "Note on " + name, null));
        return lead;
    }

    /** A lead that became a contact and a deal; answers the contact. */
    public ContactId converted(OrganizationId organization, LeadId lead, String name, @Nullable UserId assignee) {
        var contact = ContactId.random();
        var deal = DealId.random();
        add(new LeadQualified(lead, organization));
        add(new ContactCreated(contact, organization, lead.value(), person(name), lead, assignee, null));
        opened(organization, deal, contact, lead.value(), "Deal of " + name, new Money(10_001, "EUR"), assignee);
        add(new LeadConverted(lead, organization, contact, deal, null));
        return contact;
    }

    /** An open deal. */
    public void opened(
            OrganizationId organization,
            DealId deal,
            ContactId contact,
            String person,
            String title,
            Money amount,
            @Nullable UserId assignee) {
        add(new DealOpened(
                deal,
                organization,
                person,
                contact,
                null,
                title,
                DealStage.QUALIFICATION,
                amount,
                LocalDate.of(2027, 1, 31),
                assignee,
                null));
    }
}
