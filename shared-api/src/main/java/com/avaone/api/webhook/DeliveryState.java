package com.avaone.api.webhook;

/** What became of an event that is to be sent to a webhook endpoint. */
public enum DeliveryState {
    /** It was not taken yet, and is tried again. Later events of the same aggregate wait behind it. */
    WAITING,
    /** It was answered with a status from 200 to 299. */
    DELIVERED,
    /** It was not taken at the last attempt and is not tried again by itself. */
    DEAD
}
