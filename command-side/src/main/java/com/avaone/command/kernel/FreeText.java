package com.avaone.command.kernel;

import com.avaone.api.kernel.InvalidValue;
import org.jspecify.annotations.Nullable;

/** What people write in their own words. */
public final class FreeText {

    private static final int MAX_LENGTH = 5_000;

    private FreeText() {}

    /**
     * Judges a text that must be there.
     *
     * @return the text without blanks around it
     * @throws InvalidValue naming {@code field}
     */
    public static String judged(String field, String text) {
        var stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_LENGTH) {
            throw new InvalidValue(field, "must be 1 to %d characters".formatted(MAX_LENGTH));
        }
        return stripped;
    }

    /** As {@link #judged}, of a text that may be left out or be blank. */
    public static @Nullable String judgedIfAny(String field, @Nullable String text) {
        return text == null || text.isBlank() ? null : judged(field, text);
    }
}
