package com.avaone.api.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user as an administrator sees it. It has no field for a password or any other secret.
 *
 * @param plan that a workspace user chose
 * @param invitationExpiresAt until when the link of an open invitation is good
 * @param lastSignInAt absent where nobody ever signed in
 * @param passkeys names by which the user knows them
 * @param version number of the user's last event; its ETag
 */
public record UserView(
        UserId userId,
        OrganizationId organizationId,
        EmailAddress email,
        UserProfile profile,
        UserState state,
        Role role,
        ServiceRoles serviceRoles,
        Set<ProductId> products,
        @Nullable PlanId plan,
        boolean secondFactor,
        List<Passkey> passkeys,
        @Nullable Instant lockedUntil,
        @Nullable Instant accessUntil,
        @Nullable Instant invitationExpiresAt,
        @Nullable Instant lastSignInAt,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /**
     * A passkey without its key.
     *
     * @param lastUsedAt absent where nobody signed in by it yet
     */
    public record Passkey(
            String passkeyId,
            String name,
            Instant addedAt,
            @Nullable Instant lastUsedAt) {}
}
