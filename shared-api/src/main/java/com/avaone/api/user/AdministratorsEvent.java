package com.avaone.api.user;

import com.avaone.api.kernel.ConcernsUser;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.StableName;
import com.avaone.api.kernel.TenantEvent;
import com.avaone.api.kernel.UserId;
import org.axonframework.serialization.Revision;

/**
 * What happened to the circle of those who administer an organization. It stands in the log beside the user's event that caused it, and is
 * what keeps the last one of them in place.
 */
public sealed interface AdministratorsEvent extends TenantEvent, ConcernsUser {

    /**
     * The user administers the organization.
     *
     * @param administrators how many do so now
     */
    @StableName("user.administrator-added")
    @Revision("1")
    record AdministratorAdded(UserId userId, OrganizationId organizationId, int administrators)
            implements AdministratorsEvent {}

    /**
     * The user administers the organization no more.
     *
     * @param administrators how many do so now
     */
    @StableName("user.administrator-removed")
    @Revision("1")
    record AdministratorRemoved(UserId userId, OrganizationId organizationId, int administrators)
            implements AdministratorsEvent {}
}
