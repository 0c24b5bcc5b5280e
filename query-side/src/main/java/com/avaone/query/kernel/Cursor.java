package com.avaone.query.kernel;

import com.avaone.api.kernel.Rejected;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Opaque cursors: where a page ended, as text that a caller passes on unread. Nothing in one is trusted. */
public final class Cursor {

    private static final String SEPARATOR = "\n";
    private static final int MAX_LENGTH = 2000;

    private Cursor() {}

    /** A cursor of parts; none but the last may contain a line break. */
    public static String of(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The parts of a cursor.
     *
     * @throws Rejected naming {@code cursor} if it is none of so many parts
     */
    public static List<String> parts(String cursor, int count) {
        if (cursor.length() > MAX_LENGTH) {
            throw refused();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            var parts = List.of(text.split(SEPARATOR, count));
            if (parts.size() == count) {
                return parts;
            }
        } catch (IllegalArgumentException | CharacterCodingException _) {
            // Falls through: whatever is wrong with it, it is not one of ours.
        }
        throw refused();
    }

    /**
     * The number in a cursor's part.
     *
     * @throws Rejected naming {@code cursor} if there is none
     */
    public static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException _) {
            throw refused();
        }
    }

    /** The refusal of a cursor that this list did not give. */
    public static Rejected refused() {
        return Parameter.refused(
                "cursor", "must be the one that the page before gave, for the same list in the same order");
    }
}
