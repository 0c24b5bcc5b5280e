package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * A database: its maps are called {@code documents/DATABASE/COLLECTION} and {@code index/DATABASE/COLLECTION/INDEX}. No database name
 * holds a slash, so that the prefix of one database is never the prefix of another.
 */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Object> {

    private static final String DOCUMENTS = "documents/";
    private static final String INDEX = "index/";
    /** Where the library keeps the names of the collections. */
    private static final String NAMESPACES = "system.namespaces";

    private final StoreFile file;
    private final LongAdder scanned;

    StoredDatabase(String name, CursorRegistry cursors, StoreFile file, LongAdder scanned) {
        super(name, cursors);
        this.file = file;
        this.scanned = scanned;
        initializeNamespacesAndIndexes();
    }

    /** Names of the databases that the store holds. */
    static Set<String> namesIn(MVStore store) {
        return store.getMapNames().stream()
                .filter(map -> map.startsWith(DOCUMENTS))
                .map(map -> map.substring(DOCUMENTS.length(), map.indexOf('/', DOCUMENTS.length())))
                .collect(Collectors.toSet());
    }

    /** Whether it has no collection. */
    @Override
    public boolean isEmpty() {
        return documents(NAMESPACES).get().isEmpty();
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        return new StoredCollection(this, collection, options, cursorRegistry, documents(collection), scanned);
    }

    private Supplier<MVMap<Object, Document>> documents(String collection) {
        var layout =
                new MVMap.Builder<Object, Document>().keyType(StoredTypes.KEY).valueType(StoredTypes.DOCUMENT);
        return file.map(DOCUMENTS + databaseName + "/" + collection, layout);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        var layout = new MVMap.Builder<KeyValue, Object>()
                .keyType(StoredTypes.INDEX_KEY)
                .valueType(StoredTypes.KEY);
        var positions = file.map(mapOfIndex(collection, name), layout);
        return new StoredUniqueIndex(positions, name, keys, sparse);
    }

    private String mapOfIndex(String collection, String index) {
        return INDEX + databaseName + "/" + collection + "/" + index;
    }

    @Override
    protected void dropIndex(MongoCollection<Object> collection, String index) {
        super.dropIndex(collection, index);
        file.store().removeMap(mapOfIndex(collection.getCollectionName(), index));
    }

    @Override
    public void dropCollection(String collection, Oplog oplog) {
        super.dropCollection(collection, oplog);
        file.store().removeMap(DOCUMENTS + databaseName + "/" + collection);
    }

    @Override
    public void drop(Oplog oplog) {
        super.drop(oplog);
        var store = file.store();
        for (var map : List.copyOf(store.getMapNames())) {
            if (map.startsWith(DOCUMENTS + databaseName + "/") || map.startsWith(INDEX + databaseName + "/")) {
                store.removeMap(map);
            }
        }
    }

    @Override
    public void moveCollection(MongoDatabase from, MongoCollection<?> collection, String newName) {
        throw new UnsupportedOperationException("the embedded server does not rename collections");
    }

    @Override
    protected long getStorageSize() {
        var store = file.store().getFileStore();
        return store == null ? 0 : store.size();
    }

    @Override
    protected long getFileSize() {
        return getStorageSize();
    }
}
