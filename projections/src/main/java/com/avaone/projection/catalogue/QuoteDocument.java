package com.avaone.projection.catalogue;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.time.Instant;
import java.util.Objects;
import org.bson.Document;

/** A saved quote; its identifier is the quote's, and nobody asks for more than one. */
@ReadModel(database = Database.MAIN, collection = QuoteDocument.COLLECTION)
public final class QuoteDocument {

    public static final String COLLECTION = "quotes";

    public static final String ID = "_id";
    /** A document of {@link com.avaone.api.catalogue.Selection}. */
    public static final String SELECTION = "selection";
    /** A document of {@link com.avaone.api.catalogue.Quote}. */
    public static final String QUOTE = "quote";

    public static final String SAVED_AT = "savedAt";
    public static final String EXPIRES_AT = "expiresAt";
    public static final String HASH = "hash";

    /** Name of the one stream that feeds the document. */
    static final String SOURCE = "quote";

    private QuoteDocument() {}

    /** When it was saved. */
    public static Instant savedAt(Document document) {
        return Objects.requireNonNull(document.getDate(SAVED_AT), SAVED_AT).toInstant();
    }

    /** From when on it can be ordered no more. */
    public static Instant expiresAt(Document document) {
        return Objects.requireNonNull(document.getDate(EXPIRES_AT), EXPIRES_AT).toInstant();
    }
}
