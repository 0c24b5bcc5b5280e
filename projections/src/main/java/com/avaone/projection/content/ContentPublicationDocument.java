package com.avaone.projection.content;

import com.avaone.projection.kernel.Database;
import com.avaone.projection.kernel.ReadModel;

/**
 * What everybody saw from an instant on, with the fields of {@link ContentDocument}; without a body where nobody saw anything any more.
 * Answers what stood on the site at any moment.
 */
@ReadModel(database = Database.MAIN, collection = ContentPublicationDocument.COLLECTION, indexes = "language,at,_id")
public final class ContentPublicationDocument {

    public static final String COLLECTION = "content_publications";

    private ContentPublicationDocument() {}
}
