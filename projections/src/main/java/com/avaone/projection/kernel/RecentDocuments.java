package com.avaone.projection.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The documents that were written last, so that the next batch need not read them. Nothing depends on it: who writes one tells what it
 * took for present, and reads again where that was wrong.
 */
final class RecentDocuments {

    private static final int LIMIT = 10_000;

    private final Map<Key, Document> documents = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Document> eldest) {
            return size() > LIMIT;
        }
    });

    /** @param database the template, because the same name may be in several clusters */
    private record Key(Object database, String collection, String id) {}

    /** Those of one collection. */
    Recent of(Object database, String collection) {
        return new Recent(database, collection);
    }

    /** Forgets everything: documents were changed by another way. */
    void clear() {
        documents.clear();
    }

    /** The documents of one collection that were written last. */
    final class Recent {

        private final Object database;
        private final String collection;

        private Recent(Object database, String collection) {
            this.database = database;
            this.collection = collection;
        }

        @Nullable
        Document get(String id) {
            return documents.get(new Key(database, collection, id));
        }

        void put(String id, Document document) {
            documents.put(new Key(database, collection, id), document);
        }

        void remove(String id) {
            documents.remove(new Key(database, collection, id));
        }
    }
}
