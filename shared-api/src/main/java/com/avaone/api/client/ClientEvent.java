package com.avaone.api.client;

import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import java.time.Instant;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to an API client. */
public sealed interface ClientEvent extends TenantEvent {

    /** The client concerned. */
    ClientId clientId();

    /**
     * An API client exists.
     *
     * @param organizationId whose data it reaches; the operator's reaches every organization
     * @param expiresAt when it ends by itself
     */
    @StableName("client.created")
    @Revision("1")
    record ClientCreated(
            ClientId clientId,
            OrganizationId organizationId,
            String name,
            ClientKind kind,
            Set<ClientScope> scopes,
            @Nullable Instant expiresAt)
            implements ClientEvent {}

    /** The client has these scopes now. */
    @StableName("client.scopes-changed")
    @Revision("1")
    record ClientScopesChanged(ClientId clientId, OrganizationId organizationId, Set<ClientScope> scopes)
            implements ClientEvent {}

    /** The client has this token now; who made it was shown it once. */
    @StableName("client.token-issued")
    @Revision("1")
    record TokenIssued(ClientId clientId, OrganizationId organizationId, TokenId tokenId) implements ClientEvent {}

    /** The token was replaced and is good for a while yet, so that the program can change to the new one. */
    @StableName("client.token-limited")
    @Revision("1")
    record TokenLimited(ClientId clientId, OrganizationId organizationId, TokenId tokenId, Instant validUntil)
            implements ClientEvent {}

    /** The token is worth nothing any more. */
    @StableName("client.token-revoked")
    @Revision("1")
    record TokenRevoked(ClientId clientId, OrganizationId organizationId, TokenId tokenId) implements ClientEvent {}

    /** The client has ended because its time was over. */
    @StableName("client.expired")
    @Revision("1")
    record ClientExpired(ClientId clientId, OrganizationId organizationId) implements ClientEvent {}

    /** The client was ended for good. */
    @StableName("client.revoked")
    @Revision("1")
    record ClientRevoked(ClientId clientId, OrganizationId organizationId) implements ClientEvent {}
}
