package com.avaone.api.communication;

/** Why nothing is sent to an address any more. */
public enum SuppressionCause {
    /** Nobody takes mail there. */
    BOUNCED,
    /** Whoever has it called a mail unwanted. */
    COMPLAINED
}
