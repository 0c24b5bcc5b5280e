package com.avaone.api.user;

import static com.avaone.api.kernel.Permission.MANAGE_OWN_ACCOUNT;
import static com.avaone.api.kernel.Permission.READ_HISTORY;
import static com.avaone.api.kernel.Permission.READ_USERS;

import com.avaone.api.kernel.ConcernsUser;
import com.avaone.api.kernel.Needs;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.PlanId;
import com.avaone.api.kernel.ProductId;
import com.avaone.api.kernel.Role;
import com.avaone.api.kernel.TenantMessage;
import com.avaone.api.kernel.UserId;
import org.jspecify.annotations.Nullable;

/** What can be asked about users. */
public sealed interface UserQuery extends TenantMessage {

    /**
     * One user. Answers {@link UserView}; refused as not-found where the organization has none such.
     *
     * @param asOf a position ({@code 123}) or an instant ({@code 2026-01-31T12:00:00Z}): the state at that moment; absent for now
     */
    @Needs({READ_USERS, MANAGE_OWN_ACCOUNT})
    record FindUser(
            OrganizationId organizationId,
            UserId userId,
            @Nullable String asOf) implements UserQuery, ConcernsUser {

        /** About now. */
        public FindUser(OrganizationId organizationId, UserId userId) {
            this(organizationId, userId, null);
        }
    }

    /**
     * A page of an organization's users, by address. Answers {@link UserPage}. Absent filters match everything; withdrawn and erased
     * accounts are listed only where {@code state} asks for them.
     *
     * @param text part of an address or a name
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(READ_USERS)
    record FindUsers(
            OrganizationId organizationId,
            @Nullable String text,
            @Nullable UserState state,
            @Nullable Role role,
            @Nullable ProductId product,
            @Nullable String cursor,
            int limit)
            implements UserQuery {}

    /** Counts over an organization's users, for charts. Answers {@link UserFigures}. */
    @Needs(READ_USERS)
    record FindUserFigures(OrganizationId organizationId) implements UserQuery {}

    /**
     * A page of workspace users, by address. Answers {@link WorkspaceUserPage}. Absent filters match everything.
     *
     * @param organizationId whose; the operator, which has none of its own, asks for those of all organizations
     * @param cursor from the page before
     * @param limit 1 to 100
     */
    @Needs(READ_USERS)
    record FindWorkspaceUsers(
            OrganizationId organizationId,
            @Nullable PlanId plan,
            @Nullable UserState state,
            @Nullable String cursor,
            int limit)
            implements UserQuery {}

    /**
     * What happened to a user, newest first. Answers {@link UserHistory}. Read from the events themselves, so it is complete as soon as a
     * command is accepted.
     *
     * @param cursor from the page before
     * @param limit 1 to 200
     */
    @Needs({READ_HISTORY, READ_USERS, MANAGE_OWN_ACCOUNT})
    record FindUserHistory(
            OrganizationId organizationId,
            UserId userId,
            @Nullable String cursor,
            int limit) implements UserQuery, ConcernsUser {}

    /**
     * What is kept of everything that happened to oneself, oldest first. Answers {@link OwnHistory}. Read from the events themselves.
     *
     * @param after number of the last event of the page before; -1 for the first page
     * @param limit 1 to 200
     */
    @Needs(MANAGE_OWN_ACCOUNT)
    record FindOwnHistory(OrganizationId organizationId, UserId userId, long after, int limit)
            implements UserQuery, ConcernsUser {}
}
