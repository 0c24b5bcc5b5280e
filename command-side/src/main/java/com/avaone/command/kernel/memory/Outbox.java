package com.avaone.command.kernel.memory;

import com.avaone.api.communication.MailId;
import com.avaone.api.communication.MailState;
import com.avaone.api.communication.WrittenMail;
import com.avaone.api.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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

    /** Notes that a mail was sent, unless it is known already what became of it. */
    void sent(MailId mailId, Instant at);

    /**
     * Notes that a mail could not be sent this time.
     *
     * @param problem why, for the operator
     * @param next when to try again
     */
    void notSent(MailId mailId, String problem, Instant next);

    /**
     * Notes that a mail is not tried again; where it was sent meanwhile, by somebody who took it after us, it stays sent.
     *
     * @param state {@link MailState#FAILED} or {@link MailState#SUPPRESSED}
     * @param problem why, for the operator
     */
    void givenUp(MailId mailId, MailState state, String problem);

    /**
     * Notes what the mail provider says became of a mail; it is not tried again.
     *
     * @param problem what was wrong, for the operator
     */
    void became(MailId mailId, MailState state, String problem);

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
