package com.avaone.api.content;

import com.avaone.api.kernel.InvalidValue;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the site it is, in every language: a section by its kind ({@code hero}), a page by its kind and its name there
 * ({@code product/ava-cx}, {@code page/imprint}).
 */
public record ContentKey(@JsonValue String value) {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final int MAX_SLUG = 40;
    private static final String EXPECTED =
            "must be a section such as hero, or a page such as product/ava-cx or page/imprint";

    /** Reads what history holds, without judging it. */
    @JsonCreator
    public ContentKey {}

    /** A section, of which there is one. */
    public static ContentKey of(ContentKind section) {
        return new ContentKey(section.name().toLowerCase(Locale.ROOT));
    }

    /** A page by its name. */
    public static ContentKey of(ContentKind kind, String slug) {
        return new ContentKey(kind.name().toLowerCase(Locale.ROOT) + "/" + slug);
    }

    /**
     * Judges a key from outside.
     *
     * @throws InvalidValue naming {@code field}
     */
    public static ContentKey parse(String field, @Nullable String text) {
        if (text == null) {
            throw new InvalidValue(field, EXPECTED);
        }
        for (var kind : ContentKind.values()) {
            if (isPage(kind)) {
                var prefix = of(kind, "").value();
                var slug = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
                if (slug.length() <= MAX_SLUG && SLUG.matcher(slug).matches()) {
                    return new ContentKey(text);
                }
            } else if (of(kind).value().equals(text)) {
                return new ContentKey(text);
            }
        }
        throw new InvalidValue(field, EXPECTED);
    }

    private static boolean isPage(ContentKind kind) {
        return kind == ContentKind.PRODUCT || kind == ContentKind.SERVICE || kind == ContentKind.PAGE;
    }

    /** What it is. */
    public ContentKind kind() {
        var slash = value.indexOf('/');
        return ContentKind.valueOf((slash < 0 ? value : value.substring(0, slash)).toUpperCase(Locale.ROOT));
    }

    /** The page's name; empty for a section. */
    public String slug() {
        return value.substring(value.indexOf('/') < 0 ? value.length() : value.indexOf('/') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
