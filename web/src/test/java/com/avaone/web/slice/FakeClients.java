package com.avaone.web.slice;

import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientState;
import com.avaone.api.client.ClientToken;
import com.avaone.api.client.ClientTokens;
import com.avaone.api.client.ClientView;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** API clients that are known at the door, each with a token. */
final class FakeClients {

    /** The operator's. */
    static final ClientToken GOOD = ClientToken.random(ClientId.random());

    /** Its time is over, whether or not the event came that says so. */
    static final ClientToken EXPIRED = ClientToken.random(ClientId.random());

    static final ClientToken REVOKED = ClientToken.random(ClientId.random());

    /** Replaced by another, and its while is over. */
    static final ClientToken REPLACED = ClientToken.random(ClientId.random());

    private static final Instant BEFORE = Admin.NOW.minus(Duration.ofDays(1));

    private static final Map<ClientToken, ClientView> CLIENTS = Map.of(
            GOOD, client(GOOD, ClientState.ACTIVE, null, null),
            EXPIRED, client(EXPIRED, ClientState.ACTIVE, Admin.NOW, null),
            REVOKED, client(REVOKED, ClientState.REVOKED, null, null),
            REPLACED, client(REPLACED, ClientState.ACTIVE, null, Admin.NOW));

    private FakeClients() {}

    static Stream<ClientToken> worthless() {
        return Stream.of(EXPIRED, REVOKED, REPLACED, ClientToken.random(GOOD.clientId()));
    }

    static Optional<ClientView> find(ClientId clientId) {
        return CLIENTS.values().stream()
                .filter(client -> client.clientId().equals(clientId))
                .findFirst();
    }

    private static ClientView client(
            ClientToken token, ClientState state, @Nullable Instant expiresAt, @Nullable Instant validUntil) {
        return new ClientView(
                token.clientId(),
                OrganizationId.OPERATOR,
                "Portal",
                ClientKind.SERVICE,
                Set.of(ClientScope.READ_USERS),
                state,
                expiresAt,
                List.of(new ClientView.Token(nameOf(token), BEFORE, validUntil)),
                BEFORE,
                BEFORE,
                1);
    }

    /** Each client has one token, which is named like the client. */
    static TokenId nameOf(ClientToken token) {
        return new TokenId(TokenId.PREFIX + token.clientId().value().substring(ClientId.PREFIX.length()));
    }

    /** Knows the tokens above, and notes those that are kept. */
    static final class Tokens implements ClientTokens {

        final Map<TokenId, ClientToken> kept = new ConcurrentHashMap<>();

        @Override
        public void keep(TokenId tokenId, ClientToken token) {
            kept.put(tokenId, token);
        }

        @Override
        public boolean matches(TokenId tokenId, ClientToken token) {
            return CLIENTS.containsKey(token) && nameOf(token).equals(tokenId);
        }

        @Override
        public void forget(TokenId tokenId) {
            kept.remove(tokenId);
        }

        @Override
        public void noteUse(TokenId tokenId, Instant now) {}

        @Override
        public Optional<Instant> lastUse(TokenId tokenId) {
            return Optional.empty();
        }
    }
}
