package com.avaone.web.client;

import com.avaone.api.client.ClientCommand;
import com.avaone.api.client.ClientCommand.RotateToken;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientPage;
import com.avaone.api.client.ClientQuery.FindClient;
import com.avaone.api.client.ClientQuery.FindClients;
import com.avaone.api.client.ClientToken;
import com.avaone.api.client.ClientTokens;
import com.avaone.api.client.ClientView;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.user.Identities;
import com.avaone.web.kernel.Commands;
import com.avaone.web.kernel.Queries;
import com.avaone.web.kernel.Reason;
import com.avaone.web.kernel.Text;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the API and the pages ask and command about API clients. */
@Component
class Clients {

    /** How long it may take until an accepted command is known at this node's door. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Commands commands;
    private final Queries queries;
    private final ClientTokens tokens;
    private final Identities identities;

    Clients(Commands commands, Queries queries, ClientTokens tokens, Identities identities) {
        this.commands = commands;
        this.queries = queries;
        this.tokens = tokens;
        this.identities = identities;
    }

    /**
     * A client that has a new token.
     *
     * @param token to be shown once; absent where the request was a repetition of one that was answered before
     */
    record Issued(
            Receipt receipt, ClientId clientId, @Nullable String token) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Issued[clientId=" + clientId + "]";
        }
    }

    /** Up to which event clients are known. Ask before the view itself: then the view is at least as new as this says. */
    long position() {
        return identities.position();
    }

    ClientPage page(OrganizationId organizationId, @Nullable String cursor, int limit) {
        return queries.ask(new FindClients(organizationId, Text.orNull(cursor), limit), ClientPage.class);
    }

    ClientView find(OrganizationId organizationId, ClientId clientId) {
        return queries.ask(new FindClient(organizationId, clientId), ClientView.class);
    }

    ClientView find(OrganizationId organizationId, ClientId clientId, long minPosition) {
        return queries.ask(new FindClient(organizationId, clientId), ClientView.class, minPosition);
    }

    /** When each of the client's tokens was last used, to the hour or so; without those that never were. */
    Map<TokenId, Instant> lastUses(ClientView client) {
        var uses = new HashMap<TokenId, Instant>();
        client.tokens()
                .forEach(token -> tokens.lastUse(token.tokenId()).ifPresent(use -> uses.put(token.tokenId(), use)));
        return uses;
    }

    Issued create(CreateClientRequest request, OrganizationId organizationId) {
        var clientId = ClientId.random();
        var tokenId = TokenId.random();
        return issue(clientId, tokenId, request.toCommand(clientId, organizationId, tokenId), null);
    }

    Issued rotate(ClientId clientId, OrganizationId organizationId, @Nullable Instant previousUntil, Reason why) {
        var tokenId = TokenId.random();
        return issue(clientId, tokenId, new RotateToken(clientId, organizationId, tokenId, previousUntil), why);
    }

    /** The hash is kept before the command is sent: a token that is known at the door can be used. */
    private Issued issue(ClientId clientId, TokenId tokenId, ClientCommand command, @Nullable Reason why) {
        var token = ClientToken.random(clientId);
        tokens.keep(tokenId, token);
        Receipt receipt;
        try {
            receipt = send(command, why);
        } catch (Rejected rejected) {
            tokens.forget(tokenId);
            throw rejected;
        }
        if (!identities.await(receipt.position(), PATIENCE)) {
            throw new RequestRefused(
                    HttpRule.TIMED_OUT, "The token was issued and cannot be shown now. Look, and issue another.");
        }
        var accepted = new ClientId(receipt.id());
        if (has(accepted, tokenId)) {
            return new Issued(receipt, accepted, token.text());
        }
        // A repetition is answered with the first outcome, and the first one's token cannot be told again.
        tokens.forget(tokenId);
        return new Issued(receipt, accepted, null);
    }

    private boolean has(ClientId clientId, TokenId tokenId) {
        return identities
                .client(clientId)
                .filter(client -> client.tokens().stream()
                        .anyMatch(known -> known.tokenId().equals(tokenId)))
                .isPresent();
    }

    Receipt send(ClientCommand command, @Nullable Reason why) {
        return commands.send(command, why == null ? null : why.reason(), why == null ? null : why.comment());
    }
}
