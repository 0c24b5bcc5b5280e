package com.avaone.web.kernel.security;

import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.user.SessionSeal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Seals session tokens and opens them again: {@code base64url(content).base64url(seal)}. */
@Component
public class SessionTokens {

    private static final String VERSION = "1";
    private static final int MAX_LENGTH = 512;

    private final SessionSeal seal;
    private final Clock clock;

    SessionTokens(SessionSeal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** A token for a session, sealed now. */
    public String issue(SessionToken.Kind kind, SessionId sessionId, long position) {
        var content = String.join(
                        "|",
                        VERSION,
                        kind.name(),
                        sessionId.value(),
                        Long.toString(clock.millis()),
                        Long.toString(position))
                .getBytes(StandardCharsets.UTF_8);
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(content) + "." + base64.encodeToString(seal.seal(content));
    }

    /** What {@code text} says, if it is a token of this suite and of that kind; its age is for the caller to judge. */
    Optional<SessionToken> open(SessionToken.Kind kind, String text) {
        var dot = text.indexOf('.');
        if (dot < 0 || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var content = Base64.getUrlDecoder().decode(text.substring(0, dot));
            if (!seal.isSealOf(content, Base64.getUrlDecoder().decode(text.substring(dot + 1)))) {
                return Optional.empty();
            }
            // From here on the content is our own.
            var parts = new String(content, StandardCharsets.UTF_8).split("\\|", -1);
            if (parts.length != 5
                    || !parts[0].equals(VERSION)
                    || !parts[1].equals(kind.name())
                    || !TimeOrderedId.matches(SessionId.PREFIX, parts[2])) {
                return Optional.empty();
            }
            return Optional.of(new SessionToken(
                    kind,
                    new SessionId(parts[2]),
                    Instant.ofEpochMilli(Long.parseLong(parts[3])),
                    Long.parseLong(parts[4])));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64
        }
    }
}
