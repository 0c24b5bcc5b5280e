package com.avaone.api.communication;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.TimeOrderedId;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A mail: {@code mail_} and a time-ordered id of 26 characters. */
public record MailId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "mail_";

    /** Reads what is kept, without judging it. */
    @JsonCreator
    public MailId {}

    /** A new identifier. */
    public static MailId random() {
        return new MailId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static MailId parse(@Nullable String value) {
        if (value == null || !TimeOrderedId.matches(PREFIX, value)) {
            throw new InvalidValue("mailId", "must be %s followed by 26 letters and digits".formatted(PREFIX));
        }
        return new MailId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
