package com.avaone.projection.content;

import com.avaone.api.content.ContentBody;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;

/** A part of the site in one language, as it is now. */
@ReadModel(
        database = Database.MAIN,
        collection = ContentDocument.COLLECTION,
        indexes = {"key,_id", "language,key,_id"})
public final class ContentDocument {

    public static final String COLLECTION = "contents";

    public static final String ID = "_id";
    public static final String KEY = "key";
    public static final String LANGUAGE = "language";
    /** Number of the last event, which is the version of the stream. */
    public static final String VERSION = "version";

    public static final String LAST_REVISION = "lastRevision";
    /** What is being written: {@link #REVISION}, {@link #AT}, {@link #BY} and {@link #BODY}; absent where nothing is. */
    public static final String DRAFT = "draft";
    /** What everybody sees, likewise; absent where nobody sees anything. */
    public static final String PUBLISHED = "published";
    /** What is to be published later: {@link #REVISION} and {@link #AT}. */
    public static final String SCHEDULED = "scheduled";
    /** Whether it was taken off the site, and not published since. */
    public static final String UNPUBLISHED = "unpublished";

    public static final String REVISION = "revision";
    public static final String AT = "at";
    /** The identifier of the actor; absent for the suite itself. */
    public static final String BY = "by";

    public static final String BODY = "body";

    /** Name of the one stream that feeds the document. */
    static final String SOURCE = "content";

    private ContentDocument() {}

    /** The body that a part of a document holds. */
    public static ContentBody body(Document part) {
        var fields = new TreeMap<String, String>();
        part.get(BODY, Document.class).forEach((name, text) -> fields.put(name, String.valueOf(text)));
        return new ContentBody(fields);
    }

    /** The revision that a part of a document names. */
    public static int revision(Document part) {
        return part.get(REVISION, Number.class).intValue();
    }

    /** The instant that a part of a document names. */
    public static Instant at(Document part) {
        return Objects.requireNonNull(part.getDate(AT), AT).toInstant();
    }
}
