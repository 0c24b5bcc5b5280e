package com.avaone.api.audit;

/** What was read. */
public enum AuditReadingKind {
    /** A page of events. */
    EVENTS,
    /** Events as a file. */
    EXPORT,
    /** What happened to one thing. */
    HISTORY,
    /** How it was at a moment. */
    STATE,
    /** What changed between two moments. */
    DIFFERENCE,
    /** Why it is so. */
    CAUSES,
    /** Checkpoints, proofs or a bundle of the evidence log. */
    EVIDENCE
}
