package com.avaone.command.communication;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A mail was not taken by whoever delivers it. The message is shown to the operator. */
final class MailNotTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    private final @Nullable Duration pause;

    private MailNotTaken(String message, boolean forGood, @Nullable Duration pause, @Nullable Throwable cause) {
        super(message, cause);
        this.forGood = forGood;
        this.pause = pause;
    }

    /** This mail is taken at no time: there is something wrong with it. */
    static MailNotTaken forGood(String message) {
        return new MailNotTaken(message, true, null, null);
    }

    /** It may be taken later. */
    static MailNotTaken forNow(String message, @Nullable Throwable cause) {
        return new MailNotTaken(message, false, null, cause);
    }

    /** No mail is taken for so long, neither this one nor another. */
    static MailNotTaken before(Duration pause, String message) {
        return new MailNotTaken(message, false, pause, null);
    }

    /** Whether it is of no use to try again. */
    boolean isForGood() {
        return forGood;
    }

    /** How long nothing is to be sent; null where only this mail has to wait. */
    @Nullable
    Duration pause() {
        return pause;
    }
}
