package com.avaone.command.communication;

import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Links.Link;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written after an event.
 *
 * @param userId whose account it is about
 * @param to where it goes; null for the address that the account had when the event happened
 * @param link that it brings; null where it only tells something
 * @param other another address that it tells of; null where it tells of none
 */
record Matter(
        MailTemplate template,
        UserId userId,
        OrganizationId organizationId,
        @Nullable EmailAddress to,
        @Nullable Link link,
        @Nullable EmailAddress other) {

    /** A link for the account's own address. */
    static Matter link(MailTemplate template, Link link) {
        return new Matter(template, link.userId(), link.organizationId(), null, link, null);
    }

    /** A link for another address. */
    static Matter link(MailTemplate template, Link link, EmailAddress to) {
        return new Matter(template, link.userId(), link.organizationId(), to, link, null);
    }

    /** Tells the account's own address of another one. */
    static Matter notice(MailTemplate template, UserId userId, OrganizationId organizationId, EmailAddress other) {
        return new Matter(template, userId, organizationId, null, null, other);
    }
}
