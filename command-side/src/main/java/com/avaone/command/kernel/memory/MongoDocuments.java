package com.avaone.command.kernel.memory;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;

/** What the collections of the memory have in common. */
final class MongoDocuments {

    private MongoDocuments() {}

    /** A kind is a name of ours and has no colon, so two pairs never make one id. */
    static String id(String kind, String key) {
        return kind + ':' + key;
    }

    /** Inserts {@code document} unless there is one with its id; whether it did. */
    static boolean insert(MongoCollection<Document> collection, Document document) {
        try {
            collection.insertOne(document);
            return true;
        } catch (MongoWriteException failure) {
            if (isDuplicate(failure)) {
                return false;
            }
            throw failure;
        }
    }

    /** Stores {@code document} in the place of the one with its id. */
    static void put(MongoCollection<Document> collection, Document document) {
        var sameId = Filters.eq(document.get("_id"));
        var upsert = new ReplaceOptions().upsert(true);
        try {
            collection.replaceOne(sameId, document, upsert);
        } catch (MongoWriteException failure) {
            if (!isDuplicate(failure)) {
                throw failure;
            }
            // Another node has just inserted it: now there is one to replace.
            collection.replaceOne(sameId, document, upsert);
        }
    }

    private static boolean isDuplicate(MongoWriteException failure) {
        return failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}
