package com.avaone.query.kernel;

import com.mongodb.client.MongoCollection;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An order of a list, and how to go on in it behind the last document of a page: by its key, and by its identifier where keys are equal.
 * So pages neither repeat nor miss what was there all the time, however many come and go in between.
 *
 * @param name by which a cursor knows the order that it is of
 * @param field of the key; a path with dots
 * @param instants whether keys are instants; else they are text
 */
public record ListOrder(String name, String field, boolean descending, boolean instants) {

    private static final String ID = "_id";
    private static final String PRESENT = "=";

    /** For MongoDB's {@code sort}. Identifiers go the same way as keys, so that one index serves both directions. */
    private Document by() {
        var direction = descending ? -1 : 1;
        return new Document(field, direction).append(ID, direction);
    }

    /**
     * Reads a page in this order, by one query.
     *
     * @param filter of the whole list
     * @param cursor behind which it begins; null for the first page
     * @param limit how many documents it has at most
     * @throws com.avaone.api.kernel.Rejected naming {@code cursor} if it is none of this order
     */
    public ListPage page(MongoCollection<Document> documents, Document filter, @Nullable String cursor, int limit) {
        var behind = cursor == null ? filter : new Document("$and", List.of(filter, behind(cursor)));
        // One more than asked for tells whether there is a next page.
        var found = documents.find(behind).sort(by()).limit(limit + 1).into(new ArrayList<>(limit + 1));
        return new ListPage(found.subList(0, Math.min(limit, found.size())), this, found.size() > limit);
    }

    /** The cursor behind a document. */
    String cursorBehind(Document document) {
        var key = document.getEmbedded(List.of(field.split("\\.")), Object.class);
        var text = key == null ? "" : PRESENT + (key instanceof Date date ? date.toInstant() : key);
        return Cursor.of(name, document.getString(ID), text);
    }

    /**
     * The filter that lets through what comes behind a cursor.
     *
     * @throws com.avaone.api.kernel.Rejected naming {@code cursor} if it is none of this order
     */
    private Document behind(String cursor) {
        var parts = Cursor.parts(cursor, 3);
        if (!parts.get(0).equals(name)) {
            throw Cursor.refused();
        }
        var beyond = descending ? "$lt" : "$gt";
        var id = new Document(ID, new Document(beyond, parts.get(1)));
        var key = key(parts.get(2));
        // A comparison never finds a missing key. Missing keys come first, in the other direction last.
        if (key == null) {
            var sameKey = new Document(field, null).append(ID, id.get(ID));
            return descending ? sameKey : or(sameKey, new Document(field, new Document("$ne", null)));
        }
        var sameKey = new Document(field, key).append(ID, id.get(ID));
        var nextKeys = new Document(field, new Document(beyond, key));
        return descending ? or(sameKey, nextKeys, new Document(field, null)) : or(sameKey, nextKeys);
    }

    private @Nullable Object key(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (!text.startsWith(PRESENT)) {
            throw Cursor.refused();
        }
        var key = text.substring(PRESENT.length());
        return instants ? instant(key) : key;
    }

    private static Date instant(String text) {
        try {
            return Date.from(Instant.parse(text));
        } catch (DateTimeException | IllegalArgumentException _) {
            throw Cursor.refused();
        }
    }

    private static Document or(Document... alternatives) {
        return new Document("$or", List.of(alternatives));
    }
}
