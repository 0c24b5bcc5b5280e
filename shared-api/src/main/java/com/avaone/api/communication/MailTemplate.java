package com.avaone.api.communication;

/** What a mail says. The name is kept with each mail; its texts are in every language of the suite. */
public enum MailTemplate {
    /** Somebody is invited and gets a link. */
    INVITATION,
    /** A link for a new password. */
    PASSWORD_RESET,
    /** A link that confirms another address, sent to it. */
    EMAIL_CHANGE,
    /** Tells the address used so far that another one was asked for. */
    EMAIL_CHANGE_NOTICE,
    /** The account is locked; a link opens it. */
    UNLOCK
}
