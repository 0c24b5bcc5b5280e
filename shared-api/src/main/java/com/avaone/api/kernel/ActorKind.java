package com.avaone.api.kernel;

/** What kind of actor stands behind a message. */
public enum ActorKind {
    /** A user of the suite's own operator. */
    SYSTEM_ADMIN,
    /** A person's account in one organization. */
    USER,
    /** A program that calls the API with a token of its own. */
    CLIENT,
    /** The suite itself: a process manager, a deadline, or the door that refuses a sign-in. */
    AUTOMATION,
    /** Nobody is signed in: a visitor. */
    ANONYMOUS
}
