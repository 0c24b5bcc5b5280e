package com.avaone.api.user;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.SessionId;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open session.
 *
 * @param expiresAt when it ends however busy it is
 * @param sourceAddress from which it was opened
 */
public record SessionView(
        SessionId sessionId,
        UserId userId,
        OrganizationId organizationId,
        Instant openedAt,
        Instant expiresAt,
        @Nullable String sourceAddress) {}
