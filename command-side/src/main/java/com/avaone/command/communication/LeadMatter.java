package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.LeadId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.lead.MeetingSlot;
import com.avaone.api.user.Links.Link;
import org.jspecify.annotations.Nullable;

/**
 * What a lead is to be told.
 *
 * @param organizationId whose lead it is
 * @param to where it goes
 * @param name as the person is called; null where that is not known
 * @param reference by which people speak of the lead
 * @param meeting that the person asks for; null where there is none
 * @param link that it brings; null where it only tells something
 */
record LeadMatter(
        MailTemplate template,
        LeadId leadId,
        OrganizationId organizationId,
        EmailAddress to,
        @Nullable String name,
        String reference,
        @Nullable MeetingSlot meeting,
        @Nullable Link link) {}
