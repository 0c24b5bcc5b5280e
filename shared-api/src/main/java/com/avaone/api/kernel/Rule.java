package com.avaone.api.kernel;

/**
 * A rule that can refuse a command or a request. Implemented by one enum per room; each constant has a page under {@code /problems/}
 * that explains it.
 */
public interface Rule {

    /** What the rule says of itself. */
    Text text();

    /** Stable name in lower case with hyphens, for example {@code license-revoked}. Unique across rooms. */
    default String code() {
        return text().code();
    }

    /** One short sentence that is the same for every refusal by this rule. */
    default String title() {
        return text().title();
    }

    /** For the reader of the problem's page: why the rule exists and what to do. */
    default String explanation() {
        return text().explanation();
    }

    /** How the refusal is answered. */
    default Kind kind() {
        return text().kind();
    }

    /** The four things that a rule says of itself, as above. */
    record Text(String code, String title, String explanation, Kind kind) {}

    /** What a refusal means for the caller. */
    enum Kind {
        /** Input that cannot become a value. HTTP 400. */
        INVALID,
        /** Nobody is signed in, or not well enough. HTTP 401. */
        UNAUTHENTICATED,
        /** Known, but not allowed. HTTP 403. */
        FORBIDDEN,
        /** Not there, or somebody else's. HTTP 404. */
        NOT_FOUND,
        /** Against the present state. HTTP 409. */
        CONFLICT,
        /** The caller saw an older version. HTTP 412. */
        STALE,
        /** Well-formed but not processable. HTTP 422. */
        UNPROCESSABLE,
        /** Too many attempts. HTTP 429. */
        TOO_MANY,
        /** Not now; try again. HTTP 503. */
        UNAVAILABLE
    }
}
