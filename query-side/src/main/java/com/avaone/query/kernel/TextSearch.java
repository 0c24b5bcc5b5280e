package com.avaone.query.kernel;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;

/** Looks for a part of a text in fields that are kept in lower case. What is looked for stands in the filter as a value, never as an operator. */
public final class TextSearch {

    /** Of every pattern language that a database may have. */
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}\\s]");

    private static final int MAX_TEXT = 200;

    private TextSearch() {}

    /**
     * The filter that lets through what has {@code text} in one of the fields, however it is spelled there.
     *
     * @throws com.avaone.api.kernel.Rejected naming {@code text} if it is too long, or has control characters
     */
    public static Document of(String text, String... fields) {
        var part = text.strip().toLowerCase(Locale.ROOT);
        if (part.length() > MAX_TEXT) {
            throw Parameter.refused("text", "must be at most " + MAX_TEXT + " characters");
        }
        // MongoDB takes no pattern with a character 0, and nothing here has one of the others.
        if (part.chars().anyMatch(Character::isISOControl)) {
            throw Parameter.refused("text", "must be without control characters");
        }
        var pattern = new Document("$regex", SPECIAL.matcher(part).replaceAll("\\\\$0"));
        return new Document(
                "$or",
                Stream.of(fields).map(field -> new Document(field, pattern)).toList());
    }
}
