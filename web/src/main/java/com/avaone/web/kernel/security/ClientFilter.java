package com.avaone.web.kernel.security;

import com.avaone.api.client.ClientToken;
import com.avaone.api.client.ClientTokens;
import com.avaone.api.client.ClientView;
import com.avaone.api.user.Identities;
import com.avaone.web.kernel.CallingClient;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out which API client calls, by a token in {@code Authorization: Bearer}, under {@code /api/} only. Who sends one is a program: a
 * session cookie beside it counts for nothing.
 */
class ClientFilter extends OncePerRequestFilter {

    /** Request attribute: there was a token, and it is not good. */
    static final String REFUSED = ClientFilter.class.getName();

    private final Identities identities;
    private final ClientTokens tokens;
    private final Clock clock;

    ClientFilter(Identities identities, ClientTokens tokens, Clock clock) {
        this.identities = identities;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var text = SessionFilter.bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (text != null && text.startsWith(ClientToken.PREFIX)) {
            ClientToken.parse(text)
                    .flatMap(this::clientOf)
                    .ifPresentOrElse(client -> enter(request, client), () -> request.setAttribute(REFUSED, true));
        }
        chain.doFilter(request, response);
    }

    private Optional<CallingClient> clientOf(ClientToken token) {
        var now = clock.instant();
        return identities
                .client(token.clientId())
                .filter(client -> client.isActive(now))
                .flatMap(client -> client.tokens().stream()
                        .filter(known -> known.isGood(now))
                        .map(ClientView.Token::tokenId)
                        .filter(tokenId -> tokens.matches(tokenId, token))
                        .findFirst()
                        .map(tokenId -> {
                            tokens.noteUse(tokenId, now);
                            return new CallingClient(client.clientId(), client.organizationId(), tokenId);
                        }));
    }

    private static void enter(HttpServletRequest request, CallingClient client) {
        request.setAttribute(SessionFilter.SIGNED_IN_BY, SessionToken.Kind.BEARER);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                client, null, List.of(new SimpleGrantedAuthority("ROLE_" + client.actorKind()))));
        SecurityContextHolder.setContext(context);
    }
}
