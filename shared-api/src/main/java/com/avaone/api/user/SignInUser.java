package com.avaone.api.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a user at the door, and of whoever sends a message.
 *
 * @param products assigned; what the license allows is another matter
 * @param secondFactor whether signing in by password needs a code
 * @param lockedUntil until when nobody can sign in as this user; absent where they can, {@link Instant#MAX} where only mail opens it
 * @param accessUntil when the access ends by itself; absent where it does not
 * @param invitation the one that waits to be accepted; absent where none does
 */
public record SignInUser(
        UserId userId,
        OrganizationId organizationId,
        EmailAddress email,
        String displayName,
        UserState state,
        Role role,
        ServiceRoles serviceRoles,
        Set<ProductId> products,
        boolean secondFactor,
        @Nullable Instant lockedUntil,
        @Nullable Instant accessUntil,
        @Nullable Invitation invitation) {

    /**
     * An invitation that waits to be accepted.
     *
     * @param id for the link
     * @param expiresAt the first instant at which it is not good any more
     */
    public record Invitation(String id, Instant expiresAt) {}

    /** A user of the suite's operator as it is when it is made. */
    public static SignInUser systemAdmin(UserId userId, EmailAddress email, String displayName) {
        return new SignInUser(
                userId,
                OrganizationId.OPERATOR,
                email,
                displayName,
                UserState.ACTIVE,
                Role.SYSTEM_ADMIN,
                ServiceRoles.NONE,
                Set.of(),
                false,
                null,
                null,
                null);
    }

    /** Whether this user may act at {@code now}. */
    public boolean isActive(Instant now) {
        return state == UserState.ACTIVE && (accessUntil == null || now.isBefore(accessUntil));
    }
}
