package com.avaone.api.team;

/** The states of a team. */
public enum TeamState {
    ACTIVE,
    /** For good: in no list any more, and nothing of it can be changed. */
    ARCHIVED
}
