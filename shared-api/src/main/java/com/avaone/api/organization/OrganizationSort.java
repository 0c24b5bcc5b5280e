package com.avaone.api.organization;

/** Orders of the list of organizations; ties are broken by identifier. */
public enum OrganizationSort {
    NAME,
    NAME_DESC,
    /** Newest first. */
    CREATED_DESC,
    CREATED,
    /** The license that ends first comes first. */
    EXPIRY,
    EXPIRY_DESC
}
