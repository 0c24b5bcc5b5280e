package com.avaone.api.crm;

import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact.
 *
 * @param leadId from which it was made
 * @param assignee who looks after it
 * @param createdBy the user who made it
 * @param erased whether the person is erased; then nothing personal is left
 * @param version number of the contact's last event; its ETag
 */
public record ContactView(
        ContactId contactId,
        OrganizationId organizationId,
        PersonDetails details,
        @Nullable LeadId leadId,
        @Nullable UserId assignee,
        @Nullable UserId createdBy,
        boolean erased,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
