package com.avaone.api.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened to a user. */
public sealed interface UserEvent extends TenantEvent {

    /** The user concerned. */
    UserId userId();

    /** A user of the suite's operator exists. */
    @StableName("user.system-admin-registered")
    @Revision("1")
    record SystemAdminRegistered(UserId userId, OrganizationId organizationId, EmailAddress email, String displayName)
            implements UserEvent {}

    /**
     * A session is open; earlier failures are forgotten.
     *
     * @param expiresAt when it ends however busy it is
     */
    @StableName("user.signed-in")
    @Revision("1")
    record UserSignedIn(UserId userId, OrganizationId organizationId, SessionId sessionId, Instant expiresAt)
            implements UserEvent {}

    /**
     * Somebody failed to sign in as this user; from which address stands in the metadata.
     *
     * @param consecutiveFailures since the last success
     * @param lockedUntil until when nobody can sign in as this user; absent where they still can
     */
    @StableName("user.sign-in-refused")
    @Revision("1")
    record SignInRefused(
            UserId userId,
            OrganizationId organizationId,
            int consecutiveFailures,
            @Nullable Instant lockedUntil) implements UserEvent {}

    /** A session is over. */
    @StableName("user.session-ended")
    @Revision("1")
    record SessionEnded(UserId userId, OrganizationId organizationId, SessionId sessionId, SessionEnd cause)
            implements UserEvent {}
}
