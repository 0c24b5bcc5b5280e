package com.avaone.web.kernel.security;

import com.avaone.api.user.Identities;
import com.avaone.api.user.SessionView;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.settings.AvaoneProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says whose an open session is. Asked on every request, so a session that was ended is over at once. */
@Component
class SessionCheck {

    /** How long a node waits to hear of a session that was opened on another. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Identities identities;
    private final Duration idle;
    private final Clock clock;

    SessionCheck(Identities identities, AvaoneProperties properties, Clock clock) {
        this.identities = identities;
        this.idle = properties.session().idle();
        this.clock = clock;
    }

    /** Who is signed in by {@code token}; empty where its session is idle for too long or not open. */
    Optional<SignedInUser> user(SessionToken token) {
        var now = clock.instant();
        if (token.kind() == SessionToken.Kind.COOKIE
                && token.issuedAt().plus(idle).isBefore(now)) {
            return Optional.empty();
        }
        return session(token)
                .filter(session -> session.expiresAt().isAfter(now))
                .flatMap(session -> identities
                        .user(session.userId())
                        .filter(user -> user.isActive(now))
                        .map(user -> new SignedInUser(
                                user.userId(),
                                user.organizationId(),
                                user.email(),
                                user.displayName(),
                                user.role(),
                                session.sessionId())));
    }

    /** Whether the cookie is due to be sealed anew: not on every request, but often enough to measure idleness by it. */
    boolean isDueForRenewal(SessionToken token) {
        return token.kind() == SessionToken.Kind.COOKIE
                && token.issuedAt().plus(idle.dividedBy(30)).isBefore(clock.instant());
    }

    private Optional<SessionView> session(SessionToken token) {
        var session = identities.session(token.sessionId());
        return session.isEmpty()
                        && !identities.await(token.position(), Duration.ZERO)
                        && identities.await(token.position(), PATIENCE)
                ? identities.session(token.sessionId())
                : session;
    }
}
