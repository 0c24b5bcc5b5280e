package com.avaone.api.communication;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.UserId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mail that the suite wrote, where it is kept. A mail holds a link, which is a secret, so it gets into no read model; every node
 * can ask here.
 */
public interface WrittenMail {

    /**
     * The newest mails of those that are asked for, without what they say.
     *
     * @param text part of a subject or of an address, whatever the case of its letters
     * @param address exactly whom they went to
     * @param before only mails that were written before this one
     */
    List<MailView> newest(
            @Nullable String text,
            @Nullable EmailAddress address,
            @Nullable MailState state,
            @Nullable MailId before,
            int limit);

    /** All mails about a user, newest first, without what they say. */
    List<MailView> about(UserId userId);

    /** One mail with what it says. */
    Optional<MailView> find(MailId mailId);
}
