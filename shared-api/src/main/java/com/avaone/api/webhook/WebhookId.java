package com.avaone.api.webhook;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A webhook endpoint: {@code whk_} and a time-ordered id of 26 characters. */
public record WebhookId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "whk_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public WebhookId {}

    /** A new identifier. */
    public static WebhookId random() {
        return new WebhookId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static WebhookId parse(@Nullable String value) {
        return new WebhookId(TimeOrderedId.parse(PREFIX, "webhookId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
