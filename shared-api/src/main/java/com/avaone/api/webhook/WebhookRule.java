package com.avaone.api.webhook;

import com.avaone.api.kernel.Rule;

/** Rules about webhook endpoints. */
public enum WebhookRule implements Rule {
    WEBHOOK_EXISTS(
            "webhook-exists", "This webhook endpoint exists already", "The identifier is in use.", Kind.CONFLICT),
    WEBHOOK_REMOVED(
            "webhook-removed",
            "The webhook endpoint was removed",
            "That is for good. Register another endpoint.",
            Kind.CONFLICT),
    WEBHOOK_DISABLED(
            "webhook-disabled",
            "The webhook endpoint is disabled",
            "Nothing is sent to it. Enable it first; it goes on where it stopped.",
            Kind.CONFLICT),
    TOO_MANY_WEBHOOKS(
            "too-many-webhooks",
            "There are too many webhook endpoints",
            "An organization can have 20. Remove one that is not used any more.",
            Kind.CONFLICT),
    ADDRESS_NOT_ALLOWED(
            "webhook-address-not-allowed",
            "Events cannot be sent to this address",
            "An endpoint is reached by https, on the public internet: no private network, no name or password in the address, and nothing "
                    + "behind `#`.",
            Kind.INVALID),
    PERSONAL_DATA_NOT_ALLOWED(
            "webhook-personal-data-not-allowed",
            "What is about persons cannot be sent to this endpoint",
            "Only an API client with the scope `read-personal-data-of-events` can ask for that, and it is sent only while the client is "
                    + "active and has the scope.",
            Kind.FORBIDDEN);

    private final Text text;

    WebhookRule(String code, String title, String explanation, Kind kind) {
        this.text = new Text(code, title, explanation, kind);
    }

    @Override
    public Text text() {
        return text;
    }
}
