package com.avaone.web.kernel.security;

import com.avaone.api.kernel.SessionId;
import java.time.Instant;

/**
 * What a session cookie or bearer token says.
 *
 * @param issuedAt when it was sealed; a cookie is sealed anew while it is used, which keeps an idle session from living on
 * @param position of the event that opened the session: a node that has not come so far waits before it says no
 */
public record SessionToken(Kind kind, SessionId sessionId, Instant issuedAt, long position) {

    /** How a token may be presented. A stolen one cannot be presented in the other way. */
    public enum Kind {
        /** In a cookie, to which idle expiry and CSRF protection apply. */
        COOKIE,
        /** In the header {@code Authorization}, by a program. */
        BEARER
    }
}
