package com.avaone.web.kernel.security;

import com.avaone.web.kernel.SignedInUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who is signed in: by the header {@code Authorization: Bearer}, else by the session cookie. */
class SessionFilter extends OncePerRequestFilter {

    /** Request attribute: the kind of token by which somebody is signed in. */
    static final String SIGNED_IN_BY = SessionFilter.class.getName();

    private static final String BEARER = "Bearer ";

    private final SessionTokens tokens;
    private final SessionCheck sessions;
    private final SessionCookie cookie;

    SessionFilter(SessionTokens tokens, SessionCheck sessions, SessionCookie cookie) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            // Who sends the header is a program, and is not signed in by a cookie beside it.
            var text = bearer(header);
            if (text != null) {
                tokens.open(SessionToken.Kind.BEARER, text)
                        .ifPresent(token -> sessions.user(token).ifPresent(user -> signIn(request, token, user)));
            }
        } else {
            cookie.read(request)
                    .flatMap(text -> tokens.open(SessionToken.Kind.COOKIE, text))
                    .ifPresent(token -> sessions.user(token).ifPresent(user -> {
                        signIn(request, token, user);
                        if (sessions.isDueForRenewal(token)) {
                            cookie.set(
                                    response,
                                    tokens.issue(SessionToken.Kind.COOKIE, token.sessionId(), token.position()));
                        }
                    }));
        }
        chain.doFilter(request, response);
    }

    /** The token in the header {@code Authorization}, if that is what it holds. */
    static @Nullable String bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    private static void signIn(HttpServletRequest request, SessionToken token, SignedInUser user) {
        request.setAttribute(SIGNED_IN_BY, token.kind());
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(authentication(user));
        SecurityContextHolder.setContext(context);
    }

    static Authentication authentication(SignedInUser user) {
        return UsernamePasswordAuthenticationToken.authenticated(
                user, null, List.of(new SimpleGrantedAuthority("ROLE_" + user.actorKind())));
    }
}
