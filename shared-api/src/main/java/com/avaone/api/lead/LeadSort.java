package com.avaone.api.lead;

/** Orders of the list of leads; ties are broken by identifier. */
public enum LeadSort {
    /** Newest first. */
    CAPTURED_DESC,
    CAPTURED,
    /** Changed last first. */
    UPDATED_DESC,
    NAME
}
