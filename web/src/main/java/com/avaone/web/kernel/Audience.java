package com.avaone.web.kernel;

/** Who may call a route. */
public enum Audience {
    /** Everybody, without a session. */
    PUBLIC,
    /** Whoever has an open session. */
    SIGNED_IN,
    /** Users of the suite's own operator. */
    SYSTEM_ADMIN
}
