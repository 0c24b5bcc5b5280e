package com.avaone.api.client;

import com.avaone.api.kernel.ClientScope;
import com.avaone.api.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API client as whoever manages it sees it, and as it is known at the door. It has no field for a token or its hash.
 *
 * @param expiresAt when it ends by itself; absent where it does not
 * @param tokens those that are not revoked, newest first
 * @param version number of the client's last event; its ETag
 */
public record ClientView(
        ClientId clientId,
        OrganizationId organizationId,
        String name,
        ClientKind kind,
        Set<ClientScope> scopes,
        ClientState state,
        @Nullable Instant expiresAt,
        List<Token> tokens,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /**
     * A token without what makes it one.
     *
     * @param validUntil until when it is good; absent where it is as long as the client
     */
    public record Token(
            TokenId tokenId, Instant issuedAt, @Nullable Instant validUntil) {

        /** Whether it is good at {@code now}, if its client is. */
        public boolean isGood(Instant now) {
            return validUntil == null || now.isBefore(validUntil);
        }
    }

    /** Whether it may act at {@code now}. An end that was set counts at its instant, whenever the event comes that says so. */
    public boolean isActive(Instant now) {
        return state == ClientState.ACTIVE && (expiresAt == null || now.isBefore(expiresAt));
    }
}
