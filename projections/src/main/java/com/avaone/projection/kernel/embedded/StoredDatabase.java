package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * A database: its maps are called {@code documents/DATABASE/COLLECTION}, {@code index/DATABASE/COLLECTION/INDEX} for a unique
 * index and {@code ordered/DATABASE/COLLECTION/INDEX} for any other. No database name
 * holds a slash, so that the prefix of one database is never the prefix of another.
 */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Object> {

    private static final String DOCUMENTS = "documents/";
    private static final String INDEX = "index/";
    private static final String ORDERED = "ordered/";
    /** Where the library keeps the names of the collections. */
    private static final String NAMESPACES = "system.namespaces";

    private static final Document COUNT =
            new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)));

    private final StoreFile file;
    private final LongAdder scanned;
    /** Whether others may use it; from then on only the backend commits. */
    private boolean opened;

    StoredDatabase(String name, CursorRegistry cursors, StoreFile file, LongAdder scanned) {
        super(name, cursors);
        this.file = file;
        this.scanned = scanned;
        initializeNamespacesAndIndexes();
        this.opened = true;
    }

    /** Names of the databases that the store holds. */
    static Set<String> namesIn(MVStore store) {
        return store.getMapNames().stream()
                .filter(map -> map.startsWith(DOCUMENTS))
                .map(map -> map.substring(DOCUMENTS.length(), map.indexOf('/', DOCUMENTS.length())))
                .collect(Collectors.toSet());
    }

    /** The library has a pipeline go through all documents. Where it begins with a query, indexes narrow what goes through it. */
    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        if (command.equals("aggregate")
                && query.get(command) instanceof String name
                && resolveCollection(name, false) instanceof StoredCollection collection) {
            var pipeline = Aggregation.parse(query.get("pipeline"));
            if (!pipeline.isEmpty() && pipeline.getFirst().get("$match") instanceof Document match) {
                clearLastStatus(channel);
                var stages = Aggregation.fromPipeline(pipeline, databases, this, collection, oplog);
                stages.validate(query);
                return answer(
                        collection,
                        counted(collection, match, pipeline)
                                .orElseGet(() -> stages.runStages(
                                        collection
                                                .handleQuery(beginning(match, pipeline))
                                                .collectDocuments()
                                                .stream())));
            }
        }
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    private static Document answer(StoredCollection collection, List<Document> documents) {
        var answer = new Document(
                "cursor",
                new Document("id", 0L).append("ns", collection.getFullName()).append("firstBatch", documents));
        Utils.markOkay(answer);
        return answer;
    }

    /** What a driver asks for to count: the query, then what is skipped, then how many are enough. */
    private static Optional<List<Document>> counted(
            StoredCollection collection, Document match, List<Document> pipeline) {
        if (!pipeline.getLast().equals(COUNT)) {
            return Optional.empty();
        }
        var counted = collection.counted(match);
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        var number = counted.getAsLong();
        for (var stage : pipeline.subList(1, pipeline.size() - 1)) {
            if (stage.get("$skip") instanceof Number skip) {
                number = Math.max(0, number - skip.longValue());
            } else if (stage.get("$limit") instanceof Number limit) {
                number = Math.min(number, limit.longValue());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(number == 0 ? List.of() : List.of(new Document("_id", 1).append("n", (int) number)));
    }

    /** The query that finds what the pipeline needs at most; all its stages follow nevertheless. */
    private static QueryParameters beginning(Document match, List<Document> pipeline) {
        Document order = null;
        var skipped = 0L;
        for (var stage : pipeline.subList(1, pipeline.size())) {
            if (stage.get("$sort") instanceof Document keys && order == null && skipped == 0) {
                order = keys;
            } else if (stage.get("$skip") instanceof Number skip) {
                skipped += skip.longValue();
            } else if (stage.get("$limit") instanceof Number limit) {
                var enough = skipped + limit.longValue();
                return enough > Integer.MAX_VALUE ? query(match, null, 0) : query(match, order, (int) enough);
            } else {
                break;
            }
        }
        return query(match, null, 0);
    }

    private static QueryParameters query(Document filter, @Nullable Document order, int limit) {
        return new QueryParameters(new Document("$query", filter).append("$orderby", order), 0, limit);
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
        var positions = file.map(mapOfIndex(INDEX, collection, name), layout);
        return new StoredUniqueIndex(positions, name, keys, sparse);
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        if (!opened) {
            file.store().commit(); // the index before may just have been built of a large collection
        }
        return new OrderedIndex(
                file.map(mapOfIndex(ORDERED, collection, name), OrderedIndex.LAYOUT), name, keys, sparse);
    }

    private String mapOfIndex(String kind, String collection, String index) {
        return kind + databaseName + "/" + collection + "/" + index;
    }

    @Override
    protected void dropIndex(MongoCollection<Object> collection, String index) {
        super.dropIndex(collection, index);
        file.store().removeMap(mapOfIndex(INDEX, collection.getCollectionName(), index));
        file.store().removeMap(mapOfIndex(ORDERED, collection.getCollectionName(), index));
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
            if (Stream.of(DOCUMENTS, INDEX, ORDERED).anyMatch(kind -> map.startsWith(kind + databaseName + "/"))) {
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
