package com.avaone.api.crm;

/** How far the sync to an outside CRM is. */
public enum CrmSyncState {
    /** No outside CRM is configured. */
    NOT_CONFIGURED,
    /** Nobody started it. */
    NOT_STARTED,
    /** There are records to send. */
    RUNNING,
    /** Everything was sent or refused; what changes is sent as it changes. */
    FOLLOWING
}
