package com.avaone.api.communication;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail and what became of it.
 *
 * @param organizationId that it is about, or in which the recipient has the account that it is about
 * @param attempts how often it was tried to send it
 * @param sentAt absent before it was sent
 * @param problem what went wrong the last time; absent where nothing did
 * @param text what it says, as plain text; holds the link, which is a secret. Absent in a list
 * @param html the same as a page; absent in a list
 * @param attachment that it brings along; absent where it brings none, and in a list
 */
public record MailView(
        MailId mailId,
        EmailAddress to,
        String subject,
        MailTemplate template,
        OrganizationId organizationId,
        MailState state,
        int attempts,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable String problem,
        @Nullable String text,
        @Nullable String html,
        @Nullable MailAttachment attachment) {

    /** Leaves out what the mail says: it must not get into a log. */
    @Override
    public String toString() {
        return "MailView[mailId=%s, template=%s, state=%s, attempts=%d]".formatted(mailId, template, state, attempts);
    }
}
