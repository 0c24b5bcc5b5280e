package com.avaone.api.crm;

/** What is handed to an outside CRM. */
public enum SyncedKind {
    /** A lead. */
    LEAD,
    /** A contact. */
    CONTACT,
    /** A deal. */
    DEAL
}
