package com.avaone.api.user;

import com.avaone.api.kernel.EmailAddress;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workspace user in the list of them.
 *
 * @param displayName the address where no name is known
 * @param accountId under which the organization's own systems know the person
 * @param plan that the person chose
 */
public record WorkspaceUserView(
        UserId userId,
        OrganizationId organizationId,
        EmailAddress email,
        String displayName,
        @Nullable String accountId,
        @Nullable PlanId plan,
        UserState state,
        Instant createdAt,
        Instant updatedAt) {}
