package com.avaone.api.kernel;

/** What kind of actor stands behind a message. */
public enum ActorKind {
    /** A user of the suite's own operator. */
    SYSTEM_ADMIN,
    /** A person's account in one organization. */
    USER,
    /** A process manager or a deadline. */
    AUTOMATION,
    /** Nobody is signed in: a visitor, or a sign-in that was refused. */
    ANONYMOUS
}
