package com.avaone.api.operations;

/** What an operator can do to a processor of events. */
public enum ProcessorOperation {
    /** Look again: retry what is parked, take up work that had stopped. */
    RECHECK,
    /** Stop reading events until resumed. */
    PAUSE,
    /** Read on. */
    RESUME,
    /** Empty the read model and build it anew from the first event, while reads go on. */
    REBUILD
}
