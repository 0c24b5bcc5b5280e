package com.avaone.api.kernel;

/** What a user may do in the Pingora service. */
public enum PingoraRole {
    USER,
    ADMIN,
    HR
}
