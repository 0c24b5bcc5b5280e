package com.avaone.api.communication;

/** What became of a mail. */
public enum MailState {
    /** It is sent as soon as it can be. */
    WAITING,
    /** It was handed over to be delivered; without a mail provider it stays in the outbox, where it can be read. */
    SENT,
    /** It could not be sent in time and is not tried again. */
    FAILED,
    /** It was handed over and came back. */
    BOUNCED,
    /** It was not sent, because nothing is sent to its recipient. */
    SUPPRESSED
}
