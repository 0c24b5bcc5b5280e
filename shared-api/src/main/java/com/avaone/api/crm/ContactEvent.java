package com.avaone.api.crm;

import com.avaone.api.kernel.ConcernsPerson;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Personal;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a contact. Its person is the lead that it was made from, so that both are erased at once, else itself. */
public sealed interface ContactEvent extends TenantEvent, ConcernsPerson {

    /** The contact concerned. */
    ContactId contactId();

    /**
     * There is a contact.
     *
     * @param leadId from which it was made
     * @param assignee who looks after it
     * @param createdBy the user who made it
     */
    @StableName("contact.created")
    @Revision("1")
    record ContactCreated(
            ContactId contactId,
            OrganizationId organizationId,
            String personId,
            PersonDetails details,
            @Nullable LeadId leadId,
            @Nullable UserId assignee,
            @Nullable UserId createdBy)
            implements ContactEvent {}

    /** The person is called and reached like this now. */
    @StableName("contact.changed")
    @Revision("1")
    record ContactChanged(ContactId contactId, OrganizationId organizationId, String personId, PersonDetails details)
            implements ContactEvent {}

    /** The user looks after the contact now. */
    @StableName("contact.assigned")
    @Revision("1")
    record ContactAssigned(ContactId contactId, OrganizationId organizationId, String personId, UserId assignee)
            implements ContactEvent {}

    /**
     * Something was done about the contact, or is to be done.
     *
     * @param dueAt when it is to be done; absent where it was
     */
    @StableName("contact.activity-logged")
    @Revision("1")
    record ContactActivityLogged(
            ContactId contactId,
            OrganizationId organizationId,
            String personId,
            ActivityKind kind,
            @Personal String text,
            @Nullable Instant dueAt)
            implements ContactEvent {}

    /** The person is erased: the key of the personal data is to be destroyed. This event is the certificate. */
    @StableName("contact.erased")
    @Revision("1")
    record ContactErased(ContactId contactId, OrganizationId organizationId, String personId) implements ContactEvent {}
}
