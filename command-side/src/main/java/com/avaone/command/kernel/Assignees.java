package com.avaone.command.kernel;

import com.avaone.api.crm.CrmRule;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Permission;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.UserId;
import com.avaone.api.user.Authorization;
import com.avaone.api.user.Identities;
import com.avaone.api.user.SignInUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** To whom leads, contacts and deals can be assigned: active users of the organization who may change them. */
public final class Assignees {

    private Assignees() {}

    /**
     * Returns if it can be assigned to the user, or nobody is named.
     *
     * @throws Rejected as {@link CrmRule#ASSIGNEE_NOT_POSSIBLE}
     */
    public static void judge(
            @Nullable UserId assignee, OrganizationId organizationId, Identities identities, Instant now) {
        if (assignee != null
                && identities
                        .user(assignee)
                        .filter(user -> isPossible(user, organizationId, now))
                        .isEmpty()) {
            throw new Rejected(
                    CrmRule.ASSIGNEE_NOT_POSSIBLE,
                    "The organization has no active user %s who may change records in the CRM.".formatted(assignee),
                    "assignee",
                    Map.of());
        }
    }

    /** Everybody to whom it can be assigned, in no order. */
    public static List<UserId> all(OrganizationId organizationId, Identities identities, Instant now) {
        return identities.users(organizationId).stream()
                .filter(user -> isPossible(user, organizationId, now))
                .map(SignInUser::userId)
                .toList();
    }

    private static boolean isPossible(SignInUser user, OrganizationId organizationId, Instant now) {
        return user.organizationId().equals(organizationId)
                && user.isActive(now)
                && Authorization.has(user, Permission.CHANGE_IN_CRM);
    }
}
