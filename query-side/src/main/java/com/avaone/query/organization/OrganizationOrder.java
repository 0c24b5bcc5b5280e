package com.avaone.query.organization;

import com.avaone.api.organization.OrganizationSort;
import com.avaone.projection.organization.OrganizationDocument;
import com.avaone.query.kernel.Cursor;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An order of the list, and how to go on in it behind the last document of a page: by its key, and by its identifier where keys are equal.
 * So pages neither repeat nor miss what was there all the time, however many come and go in between.
 *
 * @param instants whether keys are instants; else they are text
 */
record OrganizationOrder(OrganizationSort sort, String field, boolean descending, boolean instants) {

    private static final String PRESENT = "=";

    static OrganizationOrder of(OrganizationSort sort) {
        return switch (sort) {
            case NAME -> new OrganizationOrder(sort, OrganizationDocument.NAME_LOWER, false, false);
            case NAME_DESC -> new OrganizationOrder(sort, OrganizationDocument.NAME_LOWER, true, false);
            case CREATED -> new OrganizationOrder(sort, OrganizationDocument.CREATED_AT, false, true);
            case CREATED_DESC -> new OrganizationOrder(sort, OrganizationDocument.CREATED_AT, true, true);
            case EXPIRY -> new OrganizationOrder(sort, OrganizationDocument.VALID_UNTIL, false, false);
            case EXPIRY_DESC -> new OrganizationOrder(sort, OrganizationDocument.VALID_UNTIL, true, false);
        };
    }

    /** For MongoDB's {@code sort}. Identifiers go the same way as keys, so that one index serves both directions. */
    Document by() {
        var direction = descending ? -1 : 1;
        return new Document(field, direction).append(OrganizationDocument.ID, direction);
    }

    /** The cursor behind a document. */
    String cursorBehind(Document document) {
        var key = document.getEmbedded(List.of(field.split("\\.")), Object.class);
        var text = key == null ? "" : PRESENT + (key instanceof Date date ? date.toInstant() : key);
        return Cursor.of(sort.name(), document.getString(OrganizationDocument.ID), text);
    }

    /**
     * The filter that lets through what comes behind a cursor.
     *
     * @throws com.avaone.api.kernel.Rejected naming {@code cursor} if it is none of this order
     */
    Document behind(String cursor) {
        var parts = Cursor.parts(cursor, 3);
        if (!parts.get(0).equals(sort.name())) {
            throw Cursor.refused();
        }
        var beyond = descending ? "$lt" : "$gt";
        var id = new Document(OrganizationDocument.ID, new Document(beyond, parts.get(1)));
        var key = key(parts.get(2));
        // A comparison never finds a missing key. Missing keys come first, in the other direction last.
        if (key == null) {
            var sameKey = new Document(field, null).append(OrganizationDocument.ID, id.get(OrganizationDocument.ID));
            return descending ? sameKey : or(sameKey, new Document(field, new Document("$ne", null)));
        }
        var sameKey = new Document(field, key).append(OrganizationDocument.ID, id.get(OrganizationDocument.ID));
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
        } catch (java.time.DateTimeException | IllegalArgumentException _) {
            throw Cursor.refused();
        }
    }

    private static Document or(Document... alternatives) {
        return new Document("$or", List.of(alternatives));
    }
}
