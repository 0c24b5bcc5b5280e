package com.avaone.api.crm;

/** What became of a record on its way to an outside CRM. */
public enum SyncedRecordState {
    /** It is sent as soon as it can be. */
    WAITING,
    /** It was not taken the last time, and is tried again. */
    RETRYING,
    /** The outside CRM has it as it is. */
    SENT,
    /** The outside CRM does not take it as it is; it is tried again when it changes, or somebody asks for it. */
    REFUSED,
    /** Its person is erased, and the outside CRM has nothing of it any more. */
    REMOVED
}
