package com.avaone.api.organization;

/** Where an organization is in its life. */
public enum OrganizationState {
    ACTIVE,
    /** Deletion was asked for; it can be restored until it is due. */
    DELETION_REQUESTED,
    /** Its databases are gone; the facts of its history stay. */
    DELETED
}
