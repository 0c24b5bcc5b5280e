package com.avaone.api.organization;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An organization's unique short name, for people and addresses. It never names a database. */
public record Slug(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final int MIN_LENGTH = 2;
    private static final int MAX_LENGTH = 48;

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public Slug {}

    /**
     * Judges a slug from outside.
     *
     * @throws InvalidValue naming the field {@code slug}
     */
    public static Slug parse(@Nullable String text) {
        var value = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        if (value.length() < MIN_LENGTH
                || value.length() > MAX_LENGTH
                || !FORM.matcher(value).matches()) {
            throw new InvalidValue("slug", "must be 2 to 48 letters a-z, digits and single hyphens");
        }
        return new Slug(value);
    }

    /** A slug made from a name: accents dropped, everything else that does not fit becomes a hyphen. May still be too short to parse. */
    public static String suggest(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        var cut = plain.length() > MAX_LENGTH ? plain.substring(0, MAX_LENGTH) : plain;
        return cut.replaceAll("^-|-$", "");
    }

    @Override
    public String toString() {
        return value;
    }
}
