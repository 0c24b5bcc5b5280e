package com.avaone.api.user;

/** Where a user's account is in its life. */
public enum UserState {
    /** Invited, and has not accepted yet. Holds a seat. */
    INVITED,
    /** Can sign in. */
    ACTIVE,
    /** Cannot sign in until activated again. Holds no seat. */
    DEACTIVATED,
    /** The invitation was withdrawn or ran out; the address is free for another. */
    WITHDRAWN,
    /** The personal data is gone for good; the facts of the history remain. */
    ERASED
}
