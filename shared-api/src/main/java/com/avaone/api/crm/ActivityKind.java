package com.avaone.api.crm;

/** What was done, or is to be done, about a lead, a contact or a deal. */
public enum ActivityKind {
    NOTE,
    CALL,
    MAIL,
    MEETING,
    TASK
}
