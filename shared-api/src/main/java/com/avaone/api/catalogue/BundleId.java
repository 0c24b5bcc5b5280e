package com.avaone.api.catalogue;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A bundle's identifier as it stands in addresses, for example {@code office}. */
public record BundleId(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final int MAX_LENGTH = 40;

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public BundleId {}

    /**
     * Judges a bundle's identifier from outside.
     *
     * @throws InvalidValue naming {@code field}
     */
    public static BundleId parse(String field, @Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            throw new InvalidValue(field, "must be a bundle such as office");
        }
        return new BundleId(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
