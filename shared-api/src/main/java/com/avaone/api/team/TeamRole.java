package com.avaone.api.team;

/** What a user is in a team. */
public enum TeamRole {
    LEAD,
    MEMBER
}
