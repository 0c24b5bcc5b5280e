package com.avaone.api.communication;

import static com.avaone.api.kernel.Permission.CONFIGURE_SYSTEM;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.Needs;
import org.jspecify.annotations.Nullable;

/** What can be asked about mail. It is answered from where mail is kept, as it is at this moment; no read model holds any. */
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

    /** One mail with what it says. Answers {@link MailView}. */
    @Needs(CONFIGURE_SYSTEM)
    record FindMail(MailId mailId) implements CommunicationQuery {}
}
