package com.avaone.api.kernel;

/** A message about one organization's data. Only who acts for that organization may send it. */
public interface TenantMessage {

    /** The organization whose data this is about. */
    OrganizationId organizationId();
}
