package com.avaone.web.user;

import com.avaone.api.kernel.SessionId;
import com.avaone.web.kernel.Home;
import com.avaone.web.kernel.SignedInUser;
import com.avaone.web.kernel.security.CsrfTokens;
import com.avaone.web.kernel.security.SessionCookie;
import com.avaone.web.kernel.security.SessionToken;
import com.avaone.web.kernel.security.SessionTokens;
import com.avaone.web.kernel.security.SignInDoor;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands a session that was opened to whoever signed in: as a cookie to a browser, as a token to a program. */
@Component
public class OpenedSessions {

    private final SessionTokens tokens;
    private final SessionCookie cookie;
    private final CsrfTokens csrf;

    OpenedSessions(SessionTokens tokens, SessionCookie cookie, CsrfTokens csrf) {
        this.tokens = tokens;
        this.cookie = cookie;
        this.csrf = csrf;
    }

    /**
     * A session just opened.
     *
     * @param token to be sent as {@code Authorization: Bearer}; only where one was asked for
     * @param csrfToken to be sent in {@code X-CSRF-TOKEN} with every change; only with a cookie
     */
    @Schema(name = "OpenedSession")
    public record Answer(
            @Schema(example = "ses_01kav3m5c8e9w2r4t6y8q0z1x3")
            SessionId sessionId,

            Instant expiresAt,
            @Nullable String token,
            @Nullable String csrfToken) {}

    /** Answers a program, with a token if {@code bearer} asks for one and else with the cookie. */
    public Answer answer(
            SignIn.Opened opened, @Nullable Boolean bearer, HttpServletRequest request, HttpServletResponse response) {
        if (Boolean.TRUE.equals(bearer)) {
            var token = tokens.issue(SessionToken.Kind.BEARER, opened.sessionId(), opened.position());
            return new Answer(opened.sessionId(), opened.expiresAt(), token, null);
        }
        return new Answer(opened.sessionId(), opened.expiresAt(), null, setCookie(opened, request, response));
    }

    /** Gives a browser the cookie, and answers where it goes: to {@code next} if that is a page of this application, else home. */
    public String enter(
            SignIn.Opened opened, @Nullable String next, HttpServletRequest request, HttpServletResponse response) {
        setCookie(opened, request, response);
        var user = opened.user();
        var signedIn = new SignedInUser(
                user.userId(),
                user.organizationId(),
                user.email(),
                user.displayName(),
                user.role(),
                opened.sessionId());
        return SignInDoor.localPath(next, Home.of(signedIn));
    }

    private String setCookie(SignIn.Opened opened, HttpServletRequest request, HttpServletResponse response) {
        cookie.set(response, tokens.issue(SessionToken.Kind.COOKIE, opened.sessionId(), opened.position()));
        return csrf.renew(request, response);
    }
}
