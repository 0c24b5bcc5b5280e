package com.avaone.api.communication;

import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;
import static com.avaone.api.kernel.Permission.MANAGE_OWN_ACCOUNT;

import com.avaone.api.kernel.ConcernsUser;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import org.jspecify.annotations.Nullable;

/** What can be asked about mail. Mail itself is answered from where it is kept, as it is at this moment; no read model holds any. */
public sealed interface CommunicationQuery {

    /**
     * A page of mails, newest first, without what they say. Answers {@link MailPage}.
     *
     * @param text part of a subject or of an address, whatever the case of its letters
     * @param address exactly whom they went to
     */
    @Needs(CONFIGURE_SYSTEM)
    record FindMails(
            @Nullable String text,
            @Nullable EmailAddress address,
            @Nullable MailState state,
            @Nullable String cursor,
            int limit)
            implements CommunicationQuery {}

    /** All mails about oneself that are still kept, newest first, without what they say. Answers {@link MailPage}. */
    @Needs(MANAGE_OWN_ACCOUNT)
    record FindOwnMails(OrganizationId organizationId, UserId userId) implements CommunicationQuery, ConcernsUser {}

    /** One mail with what it says. Answers {@link MailView}. */
    @Needs(CONFIGURE_SYSTEM)
    record FindMail(MailId mailId) implements CommunicationQuery {}

    /**
     * A mail as it would be written. Answers {@link MailPreview}.
     *
     * @param language {@code en} or {@code hi}
     */
    @Needs(CONFIGURE_SYSTEM)
    record FindMailPreview(MailTemplate template, String language) implements CommunicationQuery {}

    /**
     * A page of addresses to which nothing is sent, the last ones first. Answers {@link SuppressionPage}.
     *
     * @param address only this one; null for all
     */
    @Needs(CONFIGURE_SYSTEM)
    record FindSuppressions(
            @Nullable EmailAddress address, @Nullable String cursor, int limit) implements CommunicationQuery {}

    /** One address to which nothing is sent. Answers {@link SuppressionView}; refused as not-found where mail is sent to it. */
    @Needs(CONFIGURE_SYSTEM)
    record FindSuppression(MailAddressId addressId) implements CommunicationQuery {}
}
