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
    UNLOCK,
    /** The license ends in some days. */
    LICENSE_NOTICE,
    /** The license has ended and is usable for some days more. */
    LICENSE_GRACE,
    /** The license has ended. */
    LICENSE_EXPIRED,
    /** The license was suspended. */
    LICENSE_SUSPENDED,
    /** The license is active again after a suspension. */
    LICENSE_REINSTATED,
    /** A webhook endpoint was disabled, because nothing was taken there for too long. */
    WEBHOOK_DISABLED,
    /** What a lead wrote has come in. */
    LEAD_RECEIVED,
    /** A lead's request for a meeting has come in. */
    LEAD_MEETING,
    /** A link that confirms a lead's address. */
    LEAD_CONFIRMATION
}
