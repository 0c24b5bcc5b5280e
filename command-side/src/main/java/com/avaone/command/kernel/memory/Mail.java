package com.avaone.command.kernel.memory;

import com.avaone.api.communication.MailAttachment;
import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailTemplate;
import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it is written. Instants are kept to the millisecond.
 *
 * @param mailId names it, also to a mail provider, which so sees when it gets a mail for the second time
 * @param eventId the event that it is written after
 * @param personId whom it is about, a user or an organization: with them it is forgotten
 * @param sender in whose name it comes, a single line
 * @param replyTo where answers go; null where nobody reads them
 * @param subject a single line
 * @param text what it says, as plain text; it holds the link
 * @param html the same as a page
 * @param attachment that it brings along; null where it brings none
 * @param giveUpAt from when on it would be of no use, so it is not sent any more
 */
public record Mail(
        MailId mailId,
        String eventId,
        EmailAddress to,
        String personId,
        OrganizationId organizationId,
        MailTemplate template,
        String sender,
        @Nullable EmailAddress replyTo,
        String subject,
        Secret text,
        Secret html,
        @Nullable MailAttachment attachment,
        Instant createdAt,
        Instant giveUpAt) {

    /** In whose name mail comes that is no organization's. */
    public static final String SUITE = "Avaone Suite";

    /** What a search looks at. */
    String words() {
        return searched(subject + '\n' + to);
    }

    /** As {@link #words} are kept. */
    static String searched(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
