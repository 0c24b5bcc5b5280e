package com.avaone.query.kernel;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.PersonalSeal;
import com.avaone.api.kernel.Rejected;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cursors of lists that are in the order of addresses or names. Such a cursor says at whose address the page before ended, and cursors get into
 * addresses of pages, histories of browsers and logs of proxies: it is sealed under that person's key, so it tells nothing, cannot be made by
 * hand, and cannot be opened any more when the person is erased.
 */
public final class SealedCursor {

    private static final String PLACE = "cursor";

    /** Begin what is sealed, and what holds no address. */
    private static final String SEALED = "s";

    private static final String WITHOUT_ADDRESS = "n";

    private final PersonalSeal seal;
    private final String personField;

    /** Seals under the keys of persons whose identifiers are those of the documents. */
    public SealedCursor(PersonalSeal seal) {
        this(seal, "_id");
    }

    /** As above, where the person's identifier is in another field. */
    public SealedCursor(PersonalSeal seal, String personField) {
        this.seal = seal;
        this.personField = personField;
    }

    /**
     * The cursor of what comes behind a page of persons; null where nothing does.
     *
     * @throws Rejected if the last one was erased just now, and the document does not know it yet
     */
    public @Nullable String behind(ListPage page) {
        var clear = page.next();
        if (clear == null) {
            return null;
        }
        var last = page.items().getLast();
        if (!last.containsKey(page.order().field())) {
            return WITHOUT_ADDRESS + clear;
        }
        return seal.seal(last.getString(personField), PLACE, clear.getBytes(StandardCharsets.UTF_8))
                .map(SEALED::concat)
                .orElseThrow(() -> new Rejected(
                        KernelRule.READ_MODEL_BEHIND, "Somebody on this page was erased just now. Ask again."));
    }

    /**
     * What {@link #behind} sealed; null, for the first page, where it is.
     *
     * @throws Rejected naming {@code cursor} if it did not
     */
    public @Nullable String open(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        if (cursor.startsWith(WITHOUT_ADDRESS)) {
            return withoutAddress(cursor.substring(WITHOUT_ADDRESS.length()));
        }
        if (!cursor.startsWith(SEALED)) {
            throw Cursor.refused();
        }
        try {
            return seal.open(PLACE, cursor.substring(SEALED.length()))
                    .map(clear -> new String(clear, StandardCharsets.UTF_8))
                    .orElseThrow(Cursor::refused);
        } catch (IllegalStateException _) {
            throw Cursor.refused(); // made by hand, changed, or of another place
        }
    }

    /** Behind an erased person there is no address to be sealed, and none to be asked for. */
    private static String withoutAddress(String cursor) {
        if (!Cursor.parts(cursor, 3).getLast().isEmpty()) {
            throw Cursor.refused();
        }
        return cursor;
    }
}
