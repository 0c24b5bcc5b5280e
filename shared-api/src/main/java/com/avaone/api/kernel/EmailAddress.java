package com.avaone.api.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An e-mail address, kept in lower case. */
public record EmailAddress(@JsonValue String value) {

    /** What an address reads as whose owner is erased: well-formed, and nobody can have it (RFC 2606). */
    public static final EmailAddress ERASED = new EmailAddress("erased@erased.invalid");

    /** RFC 5321, 4.5.3.1: 254 characters fit into a path. */
    public static final int MAX_LENGTH = 254;

    private static final Pattern FORM =
            Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
                    + "(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public EmailAddress {}

    /**
     * Judges an address from outside; the form is the one browsers accept (WHATWG HTML, valid e-mail address).
     *
     * @throws InvalidValue naming {@code field}
     */
    public static EmailAddress parse(String field, @Nullable String text) {
        var value = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new InvalidValue(field, "must be an e-mail address such as name@example.com");
        }
        return new EmailAddress(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
