package com.avaone.api.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The links that go out by mail. A link is text sealed with a key of the credential vault: nobody can make one up, nothing of it is kept,
 * and whoever knows the event that asks for it can make it again. Whether it is the present one and was not used before is for the user's
 * account or the lead to say, which gets {@link Link#id()} with the command.
 */
public interface Links {

    /** What a link is good for; one for another purpose is worth nothing. */
    enum Purpose {
        /** To accept an invitation: {@code invitationId}. */
        INVITATION,
        /** To set a new password: {@code resetId}. */
        PASSWORD_RESET,
        /** To confirm another address: {@code changeId}. */
        EMAIL_CHANGE,
        /** To open an account that was locked: {@code unlockId}. */
        UNLOCK,
        /** To confirm the address of a lead: {@code confirmation.id}. */
        LEAD_CONFIRMATION
    }

    /**
     * What a link says.
     *
     * @param subject identifier of the user, or of the lead, whose address it went to
     * @param id names the link in the event that asks for it
     * @param expiresAt the first instant at which the link is not good any more, kept to the millisecond
     */
    record Link(Purpose purpose, String subject, OrganizationId organizationId, String id, Instant expiresAt) {

        /** A link to a user. */
        public Link(Purpose purpose, UserId userId, OrganizationId organizationId, String id, Instant expiresAt) {
            this(purpose, userId.value(), organizationId, id, expiresAt);
        }

        /** The user to whom it went; of every purpose but {@link Purpose#LEAD_CONFIRMATION}. */
        public UserId userId() {
            return new UserId(subject);
        }
    }

    /** The link as text of letters, digits, {@code -}, {@code _} and one full stop, to be put into an address. */
    String seal(Link link);

    /** What the text says, if it was sealed here for that purpose and is still good. */
    Optional<Link> open(Purpose purpose, String text);
}
