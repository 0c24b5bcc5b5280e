package com.avaone.query.user;

import com.avaone.api.client.ClientEvent;
import com.avaone.api.client.ClientEvent.ClientCreated;
import com.avaone.api.client.ClientEvent.ClientExpired;
import com.avaone.api.client.ClientEvent.ClientRevoked;
import com.avaone.api.client.ClientEvent.ClientScopesChanged;
import com.avaone.api.client.ClientEvent.TokenIssued;
import com.avaone.api.client.ClientEvent.TokenLimited;
import com.avaone.api.client.ClientEvent.TokenRevoked;
import com.avaone.api.client.ClientState;
import com.avaone.api.client.ClientView;
import com.avaone.api.client.ClientView.Token;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.ClientScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What events make of an API client; one with a number that was seen changes nothing. */
final class KnownClient {

    private KnownClient() {}

    /** The client that an event begins with; empty where the event is none that a client begins with. */
    static Optional<ClientView> of(ClientEvent event, Instant at, long number) {
        return event instanceof ClientCreated e
                ? Optional.of(new ClientView(
                        e.clientId(),
                        e.organizationId(),
                        e.name(),
                        e.kind(),
                        Set.copyOf(e.scopes()),
                        ClientState.ACTIVE,
                        e.expiresAt(),
                        List.of(),
                        at,
                        at,
                        number))
                : Optional.empty();
    }

    /** What the event makes of the client. */
    static ClientView after(ClientView before, ClientEvent event, Instant at, long number) {
        if (number <= before.version()) {
            return before;
        }
        var scopes = before.scopes();
        var state = before.state();
        var tokens = before.tokens();
        switch (event) {
            case ClientCreated _ -> {}
            case ClientScopesChanged e -> scopes = Set.copyOf(e.scopes());
            case TokenIssued e ->
                tokens = Stream.concat(Stream.of(new Token(e.tokenId(), at, null)), tokens.stream())
                        .toList();
            case TokenLimited e ->
                tokens = tokens.stream()
                        .map(token -> token.tokenId().equals(e.tokenId())
                                ? new Token(token.tokenId(), token.issuedAt(), e.validUntil())
                                : token)
                        .toList();
            case TokenRevoked e -> tokens = without(tokens, e.tokenId());
            case ClientExpired _ -> state = ClientState.EXPIRED;
            case ClientRevoked _ -> state = ClientState.REVOKED;
        }
        return changed(before, scopes, state, tokens, at, number);
    }

    private static List<Token> without(List<Token> tokens, TokenId tokenId) {
        return tokens.stream().filter(token -> !token.tokenId().equals(tokenId)).toList();
    }

    private static ClientView changed(
            ClientView before,
            Set<ClientScope> scopes,
            ClientState state,
            List<Token> tokens,
            Instant at,
            long number) {
        return new ClientView(
                before.clientId(),
                before.organizationId(),
                before.name(),
                before.kind(),
                scopes,
                state,
                before.expiresAt(),
                tokens,
                before.createdAt(),
                at,
                number);
    }
}
