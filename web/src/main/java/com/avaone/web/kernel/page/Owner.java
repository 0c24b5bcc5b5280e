package com.avaone.web.kernel.page;

import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.organization.OrganizationState;
import com.avaone.api.user.SignInOrganization;
import org.jspecify.annotations.Nullable;

/**
 * Whose things pages are about that an organization and the suite's own operator have alike.
 *
 * @param home path of the list
 * @param name for people; absent for the operator, where that goes without saying
 * @param deleted whether it is an organization that is gone for good: there is nothing left to be done
 */
public record Owner(
        OrganizationId organizationId,
        String home,
        @Nullable String name,
        boolean deleted) {

    /** An organization, whose pages are in its dashboard. */
    public static Owner of(SignInOrganization organization, String list) {
        return new Owner(
                organization.organizationId(),
                "/organization/dashboard/" + organization.organizationId() + list,
                organization.name(),
                organization.state() == OrganizationState.DELETED);
    }

    /** The suite's own operator, whose pages are in the console. */
    public static Owner operator(String list) {
        return new Owner(OrganizationId.OPERATOR, "/admin" + list, null, false);
    }

    /** Whether it is the suite's own operator. */
    public boolean isOperator() {
        return organizationId.equals(OrganizationId.OPERATOR);
    }
}
