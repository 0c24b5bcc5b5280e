package com.avaone.api.client;

import static com.avaone.api.kernel.Permission.AUTOMATION;
import static com.avaone.api.kernel.Permission.MANAGE_API_CLIENTS;

import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.NeedsReason;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.TenantCommand;
import java.time.Instant;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an API client. No command carries a token: tokens are made, checked and kept beside the messages. */
public sealed interface ClientCommand extends TenantCommand {

    /** The client concerned. */
    ClientId clientId();

    /**
     * Makes a client with its first token.
     *
     * @param organizationId whose client it is and whose data it reaches; the operator's reaches every organization
     * @param name by which people know it
     * @param expiresAt when it ends by itself; needed for auditors
     * @param tokenId names the token, whose hash the vault has
     */
    @Needs(MANAGE_API_CLIENTS)
    record CreateClient(
            @TargetAggregateIdentifier ClientId clientId,
            OrganizationId organizationId,
            String name,
            ClientKind kind,
            Set<ClientScope> scopes,
            @Nullable Instant expiresAt,
            TokenId tokenId)
            implements ClientCommand {}

    /** Replaces the scopes. Equal ones change nothing. */
    @Needs(MANAGE_API_CLIENTS)
    @NeedsReason
    record ChangeClientScopes(
            @TargetAggregateIdentifier ClientId clientId, OrganizationId organizationId, Set<ClientScope> scopes)
            implements ClientCommand {}

    /**
     * Gives the client another token.
     *
     * @param tokenId names the new token, whose hash the vault has
     * @param previousUntil until when the one before is still good; absent where it is not from now on
     */
    @Needs(MANAGE_API_CLIENTS)
    @NeedsReason
    record RotateToken(
            @TargetAggregateIdentifier ClientId clientId,
            OrganizationId organizationId,
            TokenId tokenId,
            @Nullable Instant previousUntil)
            implements ClientCommand {}

    /** Takes a token back at once; the client's other token, if it has one, stays good. */
    @Needs(MANAGE_API_CLIENTS)
    @NeedsReason
    record RevokeToken(@TargetAggregateIdentifier ClientId clientId, OrganizationId organizationId, TokenId tokenId)
            implements ClientCommand {}

    /** Ends the client for good. */
    @Needs(MANAGE_API_CLIENTS)
    @NeedsReason
    record RevokeClient(@TargetAggregateIdentifier ClientId clientId, OrganizationId organizationId)
            implements ClientCommand {}

    /** Ends a client whose time is over. Sent by a deadline; changes nothing when it comes too early. */
    @Needs(AUTOMATION)
    record ExpireClient(@TargetAggregateIdentifier ClientId clientId, OrganizationId organizationId)
            implements ClientCommand {}
}
