package com.avaone.api.webhook;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** The name of a secret that messages to a webhook endpoint are signed with, not the secret itself: {@code wsk_} and a time-ordered id of 26 characters. */
public record WebhookSecretId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "wsk_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public WebhookSecretId {}

    /** A new identifier. */
    public static WebhookSecretId random() {
        return new WebhookSecretId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static WebhookSecretId parse(@Nullable String value) {
        return new WebhookSecretId(TimeOrderedId.parse(PREFIX, "secretId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
