package com.avaone.projection.content;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;

/** What a link to a draft shows, by the hash of its secret, with the fields of {@link ContentDocument}. */
@ReadModel(database = Database.MAIN, collection = ContentPreviewDocument.COLLECTION)
public final class ContentPreviewDocument {

    public static final String COLLECTION = "content_previews";

    public static final String EXPIRES_AT = "expiresAt";

    private ContentPreviewDocument() {}
}
