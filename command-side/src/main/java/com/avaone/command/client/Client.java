package com.avaone.command.client;

import static com.avaone.api.client.ClientState.ACTIVE;
import static com.avaone.api.client.ClientState.EXPIRED;
import static com.avaone.api.client.ClientState.REVOKED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.avaone.api.client.ClientCommand;
import com.avaone.api.client.ClientCommand.ChangeClientScopes;
import com.avaone.api.client.ClientCommand.CreateClient;
import com.avaone.api.client.ClientCommand.ExpireClient;
import com.avaone.api.client.ClientCommand.RevokeClient;
import com.avaone.api.client.ClientCommand.RevokeToken;
import com.avaone.api.client.ClientCommand.RotateToken;
import com.avaone.api.client.ClientEvent;
import com.avaone.api.client.ClientEvent.ClientCreated;
import com.avaone.api.client.ClientEvent.ClientExpired;
import com.avaone.api.client.ClientEvent.ClientRevoked;
import com.avaone.api.client.ClientEvent.ClientScopesChanged;
import com.avaone.api.client.ClientEvent.TokenIssued;
import com.avaone.api.client.ClientEvent.TokenLimited;
import com.avaone.api.client.ClientEvent.TokenRevoked;
import com.avaone.api.client.ClientId;
import com.avaone.api.client.ClientKind;
import com.avaone.api.client.ClientRule;
import com.avaone.api.client.ClientState;
import com.avaone.api.client.TokenId;
import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.StableName;
import com.avaone.api.organization.OrganizationRule;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.user.Identities;
import com.avaone.command.kernel.EventSourced;
import com.avaone.command.kernel.Guard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CommandHandlerInterceptor;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A program that calls the API in its own name. It has one token, and for a while after that was replaced a second one. Its states and what
 * each allows are the table in {@code docs/clients.md}, which the tests read.
 */
@EventSourced(type = "client")
@StableName("client")
@Revision("1")
@SuppressWarnings("NullAway.Init") // the first event fills the fields
class Client {

    /** Whoever needs longer to change a token than this will not change it. */
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private static final int MAX_NAME = 100;

    @AggregateIdentifier
    private ClientId clientId;

    private OrganizationId organizationId;
    private ClientKind kind;
    private Set<ClientScope> scopes;
    private ClientState state;
    private @Nullable Instant expiresAt;

    /** Those that are not revoked, oldest first. */
    private List<TokenId> tokens = new ArrayList<>();

    /** Axon makes an instance without state before it hands over the first command or the history. */
    Client() {}

    @CommandHandlerInterceptor
    void guard(ClientCommand command) {
        Guard.check(command, organizationId);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(CreateClient command, Clock clock, Identities identities) {
        if (clientId != null) {
            throw new Rejected(ClientRule.CLIENT_EXISTS, "%s was made before.".formatted(clientId));
        }
        refuseIfDeleted(command.organizationId(), identities);
        var name = command.name().strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new InvalidValue("name", "must be 1 to %d characters".formatted(MAX_NAME));
        }
        judge(command.scopes(), command.kind(), command.organizationId());
        apply(new ClientCreated(
                command.clientId(),
                command.organizationId(),
                name,
                command.kind(),
                command.scopes(),
                judgedEnd(command, now(clock))));
        apply(new TokenIssued(command.clientId(), command.organizationId(), command.tokenId()));
    }

    @CommandHandler
    void handle(ChangeClientScopes command, Clock clock) {
        refuseUnlessActive(clock);
        judge(command.scopes(), kind, organizationId);
        if (!command.scopes().equals(scopes)) {
            apply(new ClientScopesChanged(clientId, organizationId, command.scopes()));
        }
    }

    @CommandHandler
    void handle(RotateToken command, Clock clock) {
        refuseUnlessActive(clock);
        if (tokens.contains(command.tokenId())) {
            return;
        }
        var previousUntil = judgedOverlap(command.previousUntil(), now(clock));
        // Two are good at a time at most: one that was replaced before goes now.
        var previous = tokens.isEmpty() ? null : tokens.getLast();
        for (var token : List.copyOf(tokens)) {
            apply(
                    previousUntil != null && token.equals(previous)
                            ? new TokenLimited(clientId, organizationId, token, previousUntil)
                            : new TokenRevoked(clientId, organizationId, token));
        }
        apply(new TokenIssued(clientId, organizationId, command.tokenId()));
    }

    @CommandHandler
    void handle(RevokeToken command, Clock clock) {
        refuseUnlessActive(clock);
        if (!tokens.contains(command.tokenId())) {
            throw new Rejected(ClientRule.TOKEN_UNKNOWN, "The client has no token %s.".formatted(command.tokenId()));
        }
        apply(new TokenRevoked(clientId, organizationId, command.tokenId()));
    }

    @CommandHandler
    void handle(RevokeClient command) {
        if (state == REVOKED) {
            throw notActive("It was revoked.");
        }
        revokeTokens();
        apply(new ClientRevoked(clientId, organizationId));
    }

    @CommandHandler
    void handle(ExpireClient command, Clock clock) {
        if (state == ACTIVE && isOver(now(clock))) {
            revokeTokens();
            apply(new ClientExpired(clientId, organizationId));
        }
    }

    @EventSourcingHandler
    void on(ClientEvent event) {
        switch (event) {
            case ClientCreated e -> {
                clientId = e.clientId();
                organizationId = e.organizationId();
                kind = e.kind();
                scopes = e.scopes();
                expiresAt = e.expiresAt();
                state = ACTIVE;
            }
            case ClientScopesChanged e -> scopes = e.scopes();
            case TokenIssued e -> tokens.add(e.tokenId());
            case TokenLimited _ -> {}
            case TokenRevoked e -> tokens.remove(e.tokenId());
            case ClientExpired _ -> state = EXPIRED;
            case ClientRevoked _ -> state = REVOKED;
        }
    }

    private void revokeTokens() {
        List.copyOf(tokens).forEach(token -> apply(new TokenRevoked(clientId, organizationId, token)));
    }

    private static void refuseIfDeleted(OrganizationId organizationId, Identities identities) {
        if (identities
                .organization(organizationId)
                .filter(organization -> organization.state() == OrganizationState.DELETED)
                .isPresent()) {
            throw new Rejected(OrganizationRule.ORGANIZATION_DELETED, "The organization was deleted.");
        }
    }

    private static void judge(Set<ClientScope> scopes, ClientKind kind, OrganizationId organizationId) {
        if (scopes.isEmpty()) {
            throw new InvalidValue("scopes", "must be at least one");
        }
        for (var scope : scopes) {
            if (kind == ClientKind.AUDITOR && !scope.isReadOnly()) {
                throw scopeNotPossible("A client for an auditor cannot have the scope %s.".formatted(scope.text()));
            }
            if (scope.isOfOperator() && !organizationId.equals(OrganizationId.OPERATOR)) {
                throw scopeNotPossible("The scope %s is for clients of the suite's operator.".formatted(scope.text()));
            }
        }
    }

    private static Rejected scopeNotPossible(String detail) {
        return new Rejected(ClientRule.SCOPE_NOT_POSSIBLE, detail, "scopes", Map.of());
    }

    private static @Nullable Instant judgedEnd(CreateClient command, Instant now) {
        var end = command.expiresAt();
        if (end == null) {
            if (command.kind() == ClientKind.AUDITOR) {
                throw new InvalidValue("expiresOn", "must say until when the auditor reads");
            }
            return null;
        }
        if (!end.isAfter(now)) {
            throw new InvalidValue("expiresOn", "must be in the future");
        }
        return end.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable Instant judgedOverlap(@Nullable Instant previousUntil, Instant now) {
        if (previousUntil == null) {
            return null;
        }
        if (!previousUntil.isAfter(now) || previousUntil.isAfter(now.plus(LONGEST_OVERLAP))) {
            throw new InvalidValue(
                    "previousUntil", "must be within the next %d days".formatted(LONGEST_OVERLAP.toDays()));
        }
        return previousUntil.truncatedTo(ChronoUnit.MILLIS);
    }

    private boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    private void refuseUnlessActive(Clock clock) {
        if (state != ACTIVE) {
            throw notActive(state == REVOKED ? "It was revoked." : "It has expired.");
        }
        if (isOver(now(clock))) {
            throw notActive("It has expired.");
        }
    }

    private static Rejected notActive(String detail) {
        return new Rejected(ClientRule.CLIENT_NOT_ACTIVE, detail);
    }

    /** To the millisecond, as the event store keeps time. */
    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
