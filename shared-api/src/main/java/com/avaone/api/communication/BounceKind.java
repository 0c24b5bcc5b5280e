package com.avaone.api.communication;

/** Why a mail came back. */
public enum BounceKind {
    /** Nobody takes mail at this address, now or later. */
    PERMANENT,
    /** It was not taken this time, for example by a full mailbox. */
    TRANSIENT
}
