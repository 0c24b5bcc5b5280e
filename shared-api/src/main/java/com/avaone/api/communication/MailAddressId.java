package com.avaone.api.communication;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address that mail goes to, without saying which: {@code adr_} and 43 characters, always the same for the same address. */
public record MailAddressId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "adr_";

    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    /** Reads what is kept, without judging it. */
    @JsonCreator
    public MailAddressId {}

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static MailAddressId parse(@Nullable String value) {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new InvalidValue("addressId", "must be %s followed by 43 characters".formatted(PREFIX));
        }
        return new MailAddressId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
