package com.avaone.api.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a user at the door.
 *
 * @param lockedUntil until when nobody can sign in as this user; absent where they can
 */
public record SignInUser(
        UserId userId,
        OrganizationId organizationId,
        EmailAddress email,
        String displayName,
        @Nullable Instant lockedUntil) {}
