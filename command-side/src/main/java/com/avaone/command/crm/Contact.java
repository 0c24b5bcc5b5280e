package com.avaone.command.crm;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.crm.ContactCommand;
import com.avaone.api.crm.ContactCommand.AssignContact;
import com.avaone.api.crm.ContactCommand.ChangeContact;
import com.avaone.api.crm.ContactCommand.CreateContact;
import com.avaone.api.crm.ContactCommand.EraseContact;
import com.avaone.api.crm.ContactCommand.LogContactActivity;
import com.avaone.api.crm.ContactEvent;
import com.avaone.api.crm.ContactEvent.ContactActivityLogged;
import com.avaone.api.crm.ContactEvent.ContactAssigned;
import com.avaone.api.crm.ContactEvent.ContactChanged;
import com.avaone.api.crm.ContactEvent.ContactCreated;
import com.avaone.api.crm.ContactEvent.ContactErased;
import com.avaone.api.crm.ContactId;
import com.avaone.api.crm.CrmRule;
import com.avaone.api.crm.PersonDetails;
import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.Actor;
import com.avaone.command.kernel.Assignees;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.FreeText;
import com.avaone.command.kernel.Guard;
import java.time.Clock;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A person known at an organization's customer. */
@EventSourced(type = "contact")
@StableName("contact.snapshot")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Contact implements ConcernsPerson {

    private static final PersonDetails NOBODY = new PersonDetails(null, null, null, null);

    @AggregateIdentifier
    private ContactId contactId;

    private OrganizationId organizationId;
    private String personId;
    private PersonDetails details;
    private @Nullable LeadId leadId;
    private @Nullable UserId assignee;
    private @Nullable UserId createdBy;
    private boolean erased;

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Contact() {}

    @Override
    public String personId() {
        return personId;
    }

    @CommandHandlerInterceptor
    void guard(ContactCommand command) {
        Guard.check(command, organizationId, assignee, createdBy);
        if (contactId != null) {
            refuseIfErased();
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateContact command, Clock clock, Identities identities) {
        Guard.checkIsThere(command.organizationId(), identities);
        Assignees.judge(command.assignee(), command.organizationId(), identities, clock.instant());
        create(command.contactId(), command.organizationId(), command.details(), null, command.assignee());
    }

    /**
     * Makes the contact.
     *
     * @param of the lead that it is made from
     */
    void create(
            ContactId id,
            OrganizationId organization,
            PersonDetails person,
            @Nullable LeadId of,
            @Nullable UserId assigned) {
        if (contactId != null) {
            throw new Rejected(CrmRule.CONTACT_EXISTS, "%s was made before.".formatted(contactId));
        }
        apply(new ContactCreated(
                id, organization, of == null ? id.value() : of.value(), person.judged(), of, assigned, Actor.user()));
    }

    @CommandHandler
    void handle(ChangeContact command) {
        var judged = command.details().judged();
        if (!judged.equals(details)) {
            apply(new ContactChanged(contactId, organizationId, personId, judged));
        }
    }

    @CommandHandler
    void handle(AssignContact command, Clock clock, Identities identities) {
        Assignees.judge(command.assignee(), organizationId, identities, clock.instant());
        if (!command.assignee().equals(assignee)) {
            apply(new ContactAssigned(contactId, organizationId, personId, command.assignee()));
        }
    }

    @CommandHandler
    void handle(LogContactActivity command) {
        apply(new ContactActivityLogged(
                contactId,
                organizationId,
                personId,
                command.kind(),
                FreeText.judged("text", command.text()),
                command.dueAt()));
    }

    @CommandHandler
    void handle(EraseContact command) {
        if (leadId != null) {
            throw new Rejected(
                    CrmRule.CONTACT_OF_LEAD,
                    "Erase the lead %s.".formatted(leadId),
                    null,
                    Map.of("leadId", leadId.value()));
        }
        erase(organizationId);
    }

    /** Erases the contact; nothing changes where it is erased. */
    void erase(OrganizationId of) {
        if (organizationId.equals(of) && !erased) {
            apply(new ContactErased(contactId, organizationId, personId));
        }
    }

    /**
     * Who the person of a deal with this contact is.
     *
     * @throws Rejected as {@link KernelRule#NOT_FOUND} for another organization, and as {@link CrmRule#CONTACT_ERASED}
     */
    String personOfDeal(OrganizationId of) {
        if (!organizationId.equals(of)) {
            throw new Rejected(KernelRule.NOT_FOUND, "There is no such thing in this organization.");
        }
        refuseIfErased();
        return personId;
    }

    private void refuseIfErased() {
        if (erased) {
            throw new Rejected(CrmRule.CONTACT_ERASED, "The person of %s was erased.".formatted(contactId));
        }
    }

    @EventSourcingHandler
    void on(ContactEvent event) {
        switch (event) {
            case ContactCreated e -> {
                contactId = e.contactId();
                organizationId = e.organizationId();
                personId = e.personId();
                details = e.details();
                leadId = e.leadId();
                assignee = e.assignee();
                createdBy = e.createdBy();
            }
            case ContactChanged e -> details = e.details();
            case ContactAssigned e -> assignee = e.assignee();
            case ContactErased _ -> {
                erased = true;
                details = NOBODY;
            }
            case ContactActivityLogged _ -> {}
        }
    }
}
