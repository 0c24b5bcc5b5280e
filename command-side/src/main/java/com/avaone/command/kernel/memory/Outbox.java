package com.avaone.command.kernel.memory;

import com.avaone.api.communication.MailId;
import com.avaone.api.communication.WrittenMail;
import com.avaone.api.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mail from the moment it is written: it waits until it was sent, and can be looked at for a month. One event writes to one recipient once,
 * however often it comes.
 */
public interface Outbox extends WrittenMail {

    /** How long a mail can be looked at; then it is to be {@link #forgetOlder forgotten}. */
    Duration KEPT_FOR = Duration.ofDays(30);

    /**
     * Writes a mail, which is due at once, unless its event has written to this recipient before.
     *
     * @return whether it is a new one
     */
    boolean write(Mail mail);

    /**
     * A mail that is being sent.
     *
     * @param attempt 1 for the first
     */
    record Taken(Mail mail, int attempt) {}

    /**
     * Takes the mail that has been due for longest, so that nobody else gets it before {@code until}; then it is due again, in case the
     * process died with it.
     */
    Optional<Taken> take(Instant now, Instant until);

    /** Notes that a mail was sent. */
    void sent(MailId mailId, Instant at);

    /**
     * Notes that a mail could not be sent.
     *
     * @param problem why, for the operator
     * @param next when to try again; null to give it up
     */
    void notSent(MailId mailId, String problem, @Nullable Instant next);

    /** Forgets all mail about a person, sent or not. */
    void forgetPerson(String personId);

    /** Forgets all mail about an organization and its users, sent or not. */
    void forgetOrganization(OrganizationId organizationId);

    /**
     * Forgets mail that was written before an instant, in steps that do not hold up others.
     *
     * @return how many there were, at most {@code limit}
     */
    int forgetOlder(Instant before, int limit);
}
