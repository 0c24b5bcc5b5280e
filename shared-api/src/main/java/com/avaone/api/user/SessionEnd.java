package com.avaone.api.user;

/** Why a session ended. */
public enum SessionEnd {
    SIGNED_OUT,
    /** Ended from the list of sessions. */
    REVOKED,
    /** Idle for too long, or open for too long. */
    TIMED_OUT,
    /** The user opened more sessions than may be open at once; the oldest goes. */
    TOO_MANY
}
