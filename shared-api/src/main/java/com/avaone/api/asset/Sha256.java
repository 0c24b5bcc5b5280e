package com.avaone.api.asset;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of bytes: 64 hexadecimal digits in lower case. */
public record Sha256(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public Sha256 {}

    /** The hash of {@code bytes}. */
    public static Sha256 of(byte[] bytes) {
        try {
            return new Sha256(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /**
     * Judges a hash that came from outside.
     *
     * @throws InvalidValue if it has not the form of one
     */
    public static Sha256 parse(@Nullable String value) {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new InvalidValue("sha256", "must be 64 hexadecimal digits in lower case");
        }
        return new Sha256(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
