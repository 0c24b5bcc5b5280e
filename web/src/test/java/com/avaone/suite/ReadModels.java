package com.avaone.suite;

import com.mongodb.client.MongoClient;
import java.util.ArrayList;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.RawBsonDocument;

/** What stands in the databases of a suite. */
final class ReadModels {

    /** Where processors keep their positions and what is parked: no read models, and with times in them. */
    private static final Set<String> OF_PROCESSORS = Set.of("tracking_tokens", "parked_events");

    private ReadModels() {}

    /** Every document of every read model under its place, as its bytes; what only a processor needs is left out. */
    static SortedMap<String, String> of(MongoClient client) {
        var documents = new TreeMap<String, String>();
        for (var name : client.listDatabaseNames()) {
            var database = client.getDatabase(name);
            for (var collection : database.listCollectionNames().into(new ArrayList<>())) {
                if (OF_PROCESSORS.contains(collection)) {
                    continue;
                }
                for (var document : database.getCollection(collection, RawBsonDocument.class)
                        .find()) {
                    documents.put("%s.%s.%s".formatted(name, collection, document.get("_id")), document.toJson());
                }
            }
        }
        return documents;
    }
}
