package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection whose stored documents are never changed in place. The library changes what a query returned and stores it again; the
 * store forbids that (a reader or a half-written page would see half a change), so that commands which write are given copies.
 */
final class StoredCollection extends AbstractSynchronizedMongoCollection<Object> {

    static final String ID = "_id";

    private final Supplier<MVMap<Object, Document>> documents;
    private final LongAdder scanned;
    /** Whether queries return copies. Guarded by this collection's monitor for those who need it: both writers hold it. */
    private boolean copying;
    /** The document that the current command puts in the place of another; null for a command of operators. Guarded likewise. */
    private @Nullable Document replacement;

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            Supplier<MVMap<Object, Document>> documents,
            LongAdder scanned) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.scanned = scanned;
    }

    @Override
    public synchronized Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        var replaced = isMulti ? null : replaced(selector, update, oplog);
        if (replaced != null) {
            return replaced;
        }
        copying = true;
        replacement = replacementOf(update);
        try {
            return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
        } finally {
            copying = false;
            replacement = null;
        }
    }

    /**
     * Puts a whole document in the place of the one with its {@code _id}, which is how read models are written. The library would search, copy
     * the old document twice, and compare both documents' keys in the index of {@code _id} twice, for more than half of what a write costs.
     *
     * @return the answer; null for any other command, and where the selector does not find the document: both are left to the library
     */
    private @Nullable Document replaced(Document selector, Document update, Oplog oplog) {
        if (!(selector.get(ID) instanceof String id)
                || replacementOf(update) == null
                || !id.equals(update.getOrDefault(ID, id))) {
            return null;
        }
        var before = documents.get().get(id);
        if (before == null || !documentMatchesQuery(before, selector)) {
            return null;
        }
        var after = new Document(ID, id).appendAll(update);
        var changes = !after.equals(before);
        if (changes) {
            var fields = OrderedIndex.changed(before, after);
            var others = getIndexes().stream()
                    .filter(index ->
                            index instanceof OrderedIndex ordered ? ordered.isOfAny(fields) : isOfMoreThanId(index))
                    .toList();
            for (var index : others) {
                index.checkUpdate(before, after, this);
            }
            for (var index : others) {
                index.updateInPlace(before, after, id, this);
            }
            documents.get().put(id, after);
        }
        List<Object> modified = changes ? List.of(id) : List.of();
        oplog.handleUpdate(getFullName(), selector, update, modified);
        return new Document("n", 1).append("nModified", modified.size());
    }

    private static boolean isOfMoreThanId(Index<Object> index) {
        return !index.getKeys().stream().allMatch(key -> key.getKey().equals(ID));
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        copying = true;
        replacement = query.get("update") instanceof Document update ? replacementOf(update) : null;
        try {
            return super.findAndModify(query);
        } finally {
            copying = false;
            replacement = null;
        }
    }

    private static @Nullable Document replacementOf(Document update) {
        return update.keySet().stream().anyMatch(key -> key.startsWith("$")) ? null : update;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        var found = narrowed(query, orderBy, skip, limit, batchSize, projection);
        if (!copying) {
            return found;
        }
        var copies = new ArrayList<Document>();
        for (var document : found) {
            copies.add(document.cloneDeeply());
        }
        return new QueryResult(copies, found.getCursorId());
    }

    /**
     * The library uses a unique index only where the query names exactly its keys; {@code _id} and one more field would scan. Here an
     * index narrows, in the order that is asked for if it can, and the whole query still decides.
     */
    private QueryResult narrowed(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        var conditions = new Document();
        collectConditions(query, conditions);
        for (Index<Object> index : getIndexes()) {
            if (!index.isUnique()) {
                continue;
            }
            var ofIndex = new Document();
            for (var key : index.getKeys()) {
                if (conditions.containsKey(key.getKey())) {
                    ofIndex.put(key.getKey(), conditions.get(key.getKey()));
                }
            }
            if (!ofIndex.isEmpty() && index.canHandle(ofIndex)) {
                return matchDocuments(query, index.getPositions(ofIndex), orderBy, skip, limit, batchSize, projection);
            }
        }
        var choice = IndexChoice.of(orderedIndexes(), query, orderBy, limit == 0 ? 0 : skip + limit);
        if (choice == null) {
            return matchDocuments(query, orderBy, skip, limit, batchSize, projection);
        }
        var stretches = new Stretches(choice.spans(), documents.get()::get);
        var order = deriveComparator(orderBy);
        if (order == null) {
            var found = limit == 0 ? stretches.asStored() : stretches.oneByOne();
            return matchDocumentsFromStream(query, found, skip, limit, batchSize, null, projection);
        }
        return choice.inOrder()
                ? matchDocumentsFromStream(query, stretches.merged(order), skip, limit, batchSize, null, projection)
                : matchDocumentsFromStream(query, stretches.asStored(), skip, limit, batchSize, order, projection);
    }

    private List<OrderedIndex> orderedIndexes() {
        return getIndexes().stream()
                .filter(OrderedIndex.class::isInstance)
                .map(OrderedIndex.class::cast)
                .toList();
    }

    /** Nobody may write meanwhile; the library looks to that in a write only. */
    @Override
    public synchronized void addIndex(Index<Object> index) {
        if (index instanceof OrderedIndex ordered
                && getIndexes().stream().noneMatch(known -> known.getName().equals(index.getName()))) {
            ordered.build(streamAllDocumentsWithPosition());
        }
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String name) {
        super.dropIndex(name);
    }

    /** As any other query, so that what an index names is there. */
    @Override
    public synchronized int count(@Nullable Document query, int skip, int limit) {
        var counted = query == null || query.isEmpty() ? OptionalLong.empty() : counted(query);
        if (counted.isEmpty()) {
            return super.count(query, skip, limit);
        }
        var behind = Math.max(0, counted.getAsLong() - skip);
        return (int) (limit > 0 ? Math.min(limit, behind) : behind);
    }

    /** How many documents match, where an index says it without their being read. */
    synchronized OptionalLong counted(Document query) {
        return IndexChoice.count(orderedIndexes(), query);
    }

    /** What a document must fulfil field by field; the first condition on a field is enough to narrow by it. */
    @SuppressWarnings("unchecked")
    private static void collectConditions(Document query, Document conditions) {
        query.forEach((key, value) -> {
            if (key.equals("$and")) {
                ((Collection<Document>) value).forEach(part -> collectConditions(part, conditions));
            } else {
                conditions.putIfAbsent(key, value);
            }
        });
    }

    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        scanned.increment();
        return super.documentMatchesQuery(document, query);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        var inOrder = inOrderOfIds(query, orderBy);
        if (inOrder != null) {
            return matchDocumentsFromStream(query, inOrder, skip, limit, batchSize, null, projection);
        }
        var all = isNaturalDescending(orderBy)
                ? streamAllDocumentsWithPosition()
                        .sorted((a, b) -> ValueComparator.desc().compare(a.getPosition(), b.getPosition()))
                        .map(DocumentWithPosition::getDocument)
                : documents.get().values().stream();
        return matchDocumentsFromStream(all, query, orderBy, skip, limit, batchSize, projection);
    }

    /**
     * Where the order is by {@code _id}, documents in that order: the map has identifiers that are strings in the order in which the library
     * sorts them; others it has not, and null is answered.
     */
    private @Nullable Stream<Document> inOrderOfIds(Document query, @Nullable Document orderBy) {
        if (orderBy == null
                || orderBy.isEmpty()
                || !orderBy.keySet().iterator().next().equals(ID)
                || !(orderBy.get(ID) instanceof Number direction)
                || !(documents.get().firstKey() instanceof String)
                || !(documents.get().lastKey() instanceof String)) {
            return null;
        }
        var conditions = new Document();
        collectConditions(query, conditions);
        var bounds = conditions.get(ID) instanceof Document onId ? onId : new Document();
        var least = bounds.getOrDefault("$gt", bounds.get("$gte")) instanceof String text ? text : null;
        var greatest = bounds.getOrDefault("$lt", bounds.get("$lte")) instanceof String text ? text : null;
        var cursor = direction.intValue() < 0
                ? documents.get().cursor(greatest, least, true)
                : documents.get().cursor(least, greatest, false);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(cursor, 0), false)
                .map(_ -> cursor.getValue());
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.get().entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(entry.getValue(), entry.getKey()));
    }

    @Override
    protected @Nullable Object addDocumentInternal(Document document) {
        var key = getIdField() == null ? UUID.randomUUID() : Utils.getSubdocumentValue(document, getIdField());
        var previous = documents.get().put(Missing.ofNullable(key), document);
        if (previous != null) {
            throw new IllegalStateException("%s held a document with key %s already".formatted(this, key));
        }
        return key;
    }

    @Override
    protected @Nullable Document getDocument(Object position) {
        return documents.get().get(position);
    }

    @Override
    protected void handleUpdate(@Nullable Object position, Document oldDocument, Document newDocument) {
        documents
                .get()
                .put(
                        Missing.ofNullable(position),
                        replacement == null ? newDocument : inOrderOf(replacement, newDocument));
    }

    /** The library keeps the fields of a replaced document in their old order; MongoDB takes that of the new one, {@code _id} first. */
    private static Document inOrderOf(Document replacement, Document document) {
        var ordered = new Document(ID, document.get(ID));
        replacement.keySet().forEach(field -> ordered.put(field, document.get(field)));
        return ordered;
    }

    @Override
    protected void removeDocument(Object position) {
        if (documents.get().remove(position) == null) {
            throw new NoSuchElementException("No document with key " + position);
        }
    }

    @Override
    public int count() {
        return documents.get().size();
    }

    @Override
    public boolean isEmpty() {
        return documents.get().isEmpty();
    }

    /** Off: it would encode every document twice more at every write. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("the size is counted when asked for");
    }

    /** Bytes of all documents as BSON, counted now. */
    @Override
    protected int getDataSize() {
        var size = 0L;
        for (var document : documents.get().values()) {
            var bytes = Unpooled.buffer(256);
            BsonEncoder.encodeDocument(document, bytes);
            size += bytes.readableBytes();
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }
}
