package com.avaone.command.kernel.memory;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.Optional;
import org.bson.Document;

/** Notes as documents whose id is process and key. */
final class MongoProcessState implements ProcessState {

    private static final String STATE = "state";

    private final MongoCollection<Document> collection;

    MongoProcessState(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    @Override
    public Optional<String> get(String process, String key) {
        var found = collection.find(Filters.eq(MongoDocuments.id(process, key))).first();
        return Optional.ofNullable(found).map(note -> note.getString(STATE));
    }

    @Override
    public void put(String process, String key, String state) {
        MongoDocuments.put(collection, new Document("_id", MongoDocuments.id(process, key)).append(STATE, state));
    }

    @Override
    public void remove(String process, String key) {
        collection.deleteOne(Filters.eq(MongoDocuments.id(process, key)));
    }
}
