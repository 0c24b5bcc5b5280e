package com.avaone.projection.content;

import com.avaone.api.content.ContentId;
import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;

/** What was written once, with the fields of {@link ContentDocument}. */
@ReadModel(database = Database.MAIN, collection = ContentRevisionDocument.COLLECTION, indexes = "contentId,at,_id")
public final class ContentRevisionDocument {

    public static final String COLLECTION = "content_revisions";

    public static final String CONTENT = "contentId";
    /** Which earlier revision it says again; absent where it was written. */
    public static final String RESTORED = "restoredRevision";

    public static final String PUBLISHED_AT = "publishedAt";

    private ContentRevisionDocument() {}

    /** The identifier: in the order of the revisions. */
    public static String id(ContentId contentId, int revision) {
        return "%s/%08d".formatted(contentId, revision);
    }
}
