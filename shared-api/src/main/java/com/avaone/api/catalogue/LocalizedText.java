package com.avaone.api.catalogue;

import com.avaone.api.kernel.InvalidValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text in the languages of the suite.
 *
 * @param en English
 * @param hi Hindi; where it is absent readers of Hindi see the English one
 */
public record LocalizedText(String en, @Nullable String hi) {

    /** The text for a reader. */
    public String in(Locale locale) {
        return hi != null && "hi".equals(locale.getLanguage()) ? hi : en;
    }

    /**
     * Judges a text from outside.
     *
     * @param field as the caller wrote it
     * @return this text, stripped; an empty Hindi one is absent
     * @throws InvalidValue naming the field at fault
     */
    LocalizedText judged(String field, int maxLength) {
        var english = en.strip();
        var hindi = hi == null || hi.isBlank() ? null : hi.strip();
        if (english.isEmpty() || english.length() > maxLength) {
            throw new InvalidValue(field + ".en", "must be a text of up to %d characters".formatted(maxLength));
        }
        if (hindi != null && hindi.length() > maxLength) {
            throw new InvalidValue(field + ".hi", "must be a text of up to %d characters".formatted(maxLength));
        }
        return new LocalizedText(english, hindi);
    }
}
