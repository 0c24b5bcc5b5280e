package com.avaone.projection.catalogue;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.time.Instant;
import java.util.Objects;
import org.bson.Document;

/** One version of the catalogue, whole. */
@ReadModel(
        database = Database.MAIN,
        collection = CatalogueDocument.COLLECTION,
        indexes = {"withdrawn,effectiveFrom,catalogueVersion", "publishedAt,_id"})
public final class CatalogueDocument {

    public static final String COLLECTION = "catalogue_versions";

    public static final String ID = "_id";
    public static final String CATALOGUE_VERSION = "catalogueVersion";
    public static final String EFFECTIVE_FROM = "effectiveFrom";
    public static final String PUBLISHED_AT = "publishedAt";
    public static final String WITHDRAWN = "withdrawn";
    /** A document of {@link com.avaone.api.catalogue.CatalogueContents}. */
    public static final String CONTENTS = "contents";

    /** Name of the one stream that feeds the document. */
    static final String SOURCE = "catalogue";

    private CatalogueDocument() {}

    /** The identifier: in the order of the versions. */
    public static String id(int catalogueVersion) {
        return "%08d".formatted(catalogueVersion);
    }

    /** Which version it is. */
    public static int catalogueVersion(Document document) {
        return document.get(CATALOGUE_VERSION, Number.class).intValue();
    }

    /** Since when it is in force. */
    public static Instant effectiveFrom(Document document) {
        return instant(document, EFFECTIVE_FROM);
    }

    /** When it was published. */
    public static Instant publishedAt(Document document) {
        return instant(document, PUBLISHED_AT);
    }

    /** Whether it never takes effect. */
    public static boolean isWithdrawn(Document document) {
        return document.getBoolean(WITHDRAWN, false);
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }
}
