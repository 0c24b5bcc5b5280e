package com.avaone.api.lead;

/** The states of a lead. */
public enum LeadState {
    NEW,
    CONTACTED,
    QUALIFIED,
    /** Nothing becomes of it for now; it can be recycled. */
    DISQUALIFIED,
    /** It became a contact and a deal. */
    CONVERTED,
    /** It is part of another lead, until it is taken out again. */
    MERGED,
    /** For good: the person is erased. */
    ERASED;

    /** Whether somebody has to work on it. */
    public boolean isOpen() {
        return this == NEW || this == CONTACTED || this == QUALIFIED;
    }
}
