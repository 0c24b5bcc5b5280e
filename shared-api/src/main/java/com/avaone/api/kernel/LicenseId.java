package com.avaone.api.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** A license: {@code lic_} and a time-ordered id of 26 characters. */
public record LicenseId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "lic_";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public LicenseId {}

    /** A new identifier. */
    public static LicenseId random() {
        return new LicenseId(PREFIX + TimeOrderedId.next());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static LicenseId parse(@Nullable String value) {
        return new LicenseId(TimeOrderedId.parse(PREFIX, "licenseId", value));
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
