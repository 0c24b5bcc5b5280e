package com.avaone.api.asset;

import com.avaone.api.kernel.InvalidValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a picture shows, for whoever does not see it. Where it says nothing in any language the picture is an ornament.
 *
 * @param en English
 * @param hi Hindi; where it is absent readers of Hindi are told the English one
 */
public record AltText(@Nullable String en, @Nullable String hi) {

    /** Of a picture that nobody has described. */
    public static final AltText NONE = new AltText(null, null);

    private static final int MAX_LENGTH = 300;

    /** The text for a reader; empty where there is none. */
    public String in(Locale locale) {
        if (hi != null && (en == null || "hi".equals(locale.getLanguage()))) {
            return hi;
        }
        return en == null ? "" : en;
    }

    /**
     * Judges a text from outside.
     *
     * @return this text, stripped; what is empty is absent
     * @throws InvalidValue naming {@code altEn} or {@code altHi}
     */
    public AltText judged() {
        return new AltText(judged("altEn", en), judged("altHi", hi));
    }

    private static @Nullable String judged(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var stripped = text.strip();
        if (stripped.length() > MAX_LENGTH) {
            throw new InvalidValue(field, "must be a text of up to %d characters".formatted(MAX_LENGTH));
        }
        return stripped;
    }
}
