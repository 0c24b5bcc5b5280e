package com.avaone.api.client;

/** Whether an API client can be used. */
public enum ClientState {
    /** Its tokens are good. */
    ACTIVE,
    /** Its time is over. */
    EXPIRED,
    /** It was ended for good. */
    REVOKED
}
