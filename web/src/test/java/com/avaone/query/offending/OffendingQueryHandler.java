package com.avaone.query.offending;

import com.avaone.web.offended.OffendedRoom;
import com.mongodb.client.MongoCollection;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Is public, writes, and knows a floor above it. */
public final class OffendingQueryHandler {

    private final MongoCollection<Document> collection;

    public OffendingQueryHandler(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    @QueryHandler
    public @Nullable OffendedRoom handle(Document query) {
        collection.insertOne(query);
        return null;
    }
}
