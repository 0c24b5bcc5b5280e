package com.avaone.api.catalogue;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A saved quote: {@code qte_} and 32 characters of chance (160 bits). Who knows it sees the quote; so it says nothing of the time, and none
 * can be told from another.
 */
public record QuoteId(@JsonValue String value) {

    /** What every such identifier begins with. */
    public static final String PREFIX = "qte_";

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-hjkmnp-tv-z]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public QuoteId {}

    /** A new identifier that nobody can guess. */
    public static QuoteId random() {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        var text = new StringBuilder(PREFIX);
        for (var one : bytes) {
            text.append(ALPHABET[one & 31]); // five bits of each
        }
        return new QuoteId(text.toString());
    }

    /**
     * Judges an identifier that came from outside.
     *
     * @throws InvalidValue naming {@code quote} if it has not the form of one
     */
    public static QuoteId parse(@Nullable String value) {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new InvalidValue("quote", "must be %s followed by %d letters and digits".formatted(PREFIX, LENGTH));
        }
        return new QuoteId(value);
    }

    /** The bare value: Axon stores an aggregate's identifier as its string. */
    @Override
    public String toString() {
        return value;
    }
}
