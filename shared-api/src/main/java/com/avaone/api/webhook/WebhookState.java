package com.avaone.api.webhook;

/** Whether events are sent to a webhook endpoint. */
public enum WebhookState {
    /** They are. */
    ACTIVE,
    /** Nothing is sent until it is enabled. */
    DISABLED,
    /** It was ended for good. */
    REMOVED
}
