package com.avaone.projection.kernel;

import static com.avaone.projection.kernel.PendingWrites.ID;
import static com.avaone.projection.kernel.PendingWrites.ORGANIZATION;
import static com.avaone.projection.kernel.PendingWrites.STALE;

import com.avaone.api.kernel.OrganizationId;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * The one writer of read models. What event handlers tell it is kept until the end of their batch and then written at once, before the
 * processor's position is: an event may come again, but no position is ahead of its documents.
 *
 * <p>A document holds under {@code sequences} the number of the last event of each aggregate that feeds it; an event that is not newer
 * changes nothing. So events may come twice and batches may be cut anywhere, and the document has the same bytes in the end. A document
 * belongs to the organization of its first event: another organization's event is refused ({@link RefusedWrite}) and parked, never
 * written over it.
 *
 * <p>An event handler does not need to read what it wrote: it says what changes. Only what is copied from one document into others is
 * {@link #read}.
 */
public final class TenantDocuments {

    private static final String BUFFER = TenantDocuments.class.getName();
    /** More events than this under suspicion at once, and the oldest is forgotten: it then costs one more attempt. */
    private static final int MAX_SUSPECTS = 10_000;

    /** MongoDB's code; another node may make the collection at the same moment. */
    private static final int COLLECTION_IS_THERE = 48;

    private final Databases databases;
    private final Rebuilds rebuilds;
    private final RecentDocuments recent = new RecentDocuments();
    private final Set<String> suspects = Collections.synchronizedSet(Collections.newSetFromMap(bounded()));
    private final Set<String> provisioned = ConcurrentHashMap.newKeySet();

    TenantDocuments(Databases databases, Rebuilds rebuilds) {
        this.databases = databases;
        this.rebuilds = rebuilds;
    }

    private static Map<String, Boolean> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > MAX_SUSPECTS;
            }
        };
    }

    /**
     * Does {@code change} to the document {@code id}, which is made if it is not there, unless an event of {@code source} that is not
     * older was applied to it.
     *
     * @param document class of the document, with {@link ReadModel}
     * @param tenant whose document it is, wherever it lives
     * @param source the kind of aggregate that the event is of, for example {@code license}
     * @param sequence the event's number in its aggregate's stream
     * @throws RefusedWrite if the document belongs to another organization; perhaps only at the end of the batch
     */
    public <D> void apply(
            Class<D> document, OrganizationId tenant, String id, String source, long sequence, Change change) {
        write(document, databases.of(document, tenant), tenant, id, source, sequence, change, true);
    }

    /** As {@link #apply}, but makes no document: what was dropped with its database does not come back. */
    public <D> void applyIfThere(
            Class<D> document, OrganizationId tenant, String id, String source, long sequence, Change change) {
        write(document, databases.of(document, tenant), tenant, id, source, sequence, change, false);
    }

    /** As {@link #applyIfThere}, for all of {@code tenant}'s documents of a class. */
    public <D> void applyToAll(Class<D> document, OrganizationId tenant, String source, long sequence, Change change) {
        applyToAll(document, tenant, new Document(), source, sequence, change);
    }

    /** As above, for those whose {@code field} is {@code value}. */
    public <D> void applyToAllWith(
            Class<D> document,
            OrganizationId tenant,
            String field,
            String value,
            String source,
            long sequence,
            Change change) {
        applyToAll(document, tenant, Filters.eq(field, value), source, sequence, change);
    }

    private <D> void applyToAll(
            Class<D> document, OrganizationId tenant, Bson which, String source, long sequence, Change change) {
        var database = databases.of(document, tenant);
        buffer().in(database, document).flush(); // what this batch has made is to be found too
        var ofTenant = Filters.and(Filters.eq(ORGANIZATION, tenant.value()), Filters.exists(STALE, false), which);
        collection(database, document)
                .find(ofTenant)
                .projection(Projections.include(ID))
                .map(found -> found.getString(ID))
                .into(new ArrayList<>())
                .forEach(id -> applyIfThere(document, tenant, id, source, sequence, change));
    }

    /** As {@link #apply}, for a document that belongs to the suite and to no organization; only in a shared database. */
    public <D> void applyWithoutTenant(Class<D> document, String id, String source, long sequence, Change change) {
        write(
                document,
                databases.shared(Databases.readModel(document).database()),
                null,
                id,
                source,
                sequence,
                change,
                true);
    }

    private void write(
            Class<?> document,
            MongoTemplate database,
            @Nullable OrganizationId tenant,
            String id,
            String source,
            long sequence,
            Change change,
            boolean makes) {
        var buffer = buffer();
        var pending = buffer.in(database, document);
        pending.update(id, buffer.event(), tenant, source, sequence, change, makes);
        flushIfAtOnce(buffer, pending, id);
    }

    /**
     * The document {@code id} as the events leave it that came before and in this batch; empty where there is none. It costs a request
     * to the database for each document and batch.
     *
     * @throws RefusedWrite if the document belongs to another organization
     */
    public <D> Optional<Document> read(Class<D> document, OrganizationId tenant, String id) {
        return buffer().in(databases.of(document, tenant), document).read(id, tenant);
    }

    /** Deletes the document {@code id}, if it is there and belongs to {@code tenant}. */
    public <D> void delete(Class<D> document, OrganizationId tenant, String id) {
        delete(databases.of(document, tenant), document, tenant, id);
    }

    /** As {@link #delete}, for a document that belongs to the suite and to no organization. */
    public <D> void deleteWithoutTenant(Class<D> document, String id) {
        delete(databases.shared(Databases.readModel(document).database()), document, null, id);
    }

    private void delete(MongoTemplate database, Class<?> document, @Nullable OrganizationId tenant, String id) {
        var buffer = buffer();
        var pending = buffer.in(database, document);
        pending.delete(id, buffer.event(), tenant);
        flushIfAtOnce(buffer, pending, id);
    }

    private void flushIfAtOnce(Buffer buffer, PendingWrites pending, String id) {
        // Where an event's write was refused at the end of a batch, its handler fails this time, and only its sequence
        // is parked.
        if (buffer.atOnce || suspects.contains(buffer.event())) {
            pending.flush(id);
        }
    }

    /** Deletes all of {@code tenant}'s documents of a class at once. */
    public <D> void deleteAll(Class<D> document, OrganizationId tenant) {
        deleteAll(document, tenant, new Document());
    }

    /** As above, those whose {@code field} is {@code value}. */
    public <D> void deleteAllWith(Class<D> document, OrganizationId tenant, String field, String value) {
        deleteAll(document, tenant, Filters.eq(field, value));
    }

    private <D> void deleteAll(Class<D> document, OrganizationId tenant, Bson which) {
        var database = databases.of(document, tenant);
        buffer().in(database, document).flush();
        collection(database, document).deleteMany(Filters.and(Filters.eq(ORGANIZATION, tenant.value()), which));
        recent.clear();
    }

    /**
     * Makes the organization's database with the collections and indexes of these documents. May come again.
     *
     * @param documents all that live in {@link Database#TENANT}
     */
    public void provision(OrganizationId tenant, Class<?>... documents) {
        var database = databases.tenant(tenant);
        for (var document : documents) {
            var key = tenant.value() + "/" + document.getName();
            if (!provisioned.contains(key)) {
                provision(database, document);
                provisioned.add(key); // only now: what failed is tried again
            }
        }
    }

    /** Makes the collections and indexes of these documents in the shared databases. May come again. */
    public void provisionShared(Class<?>... documents) {
        for (var document : documents) {
            provision(databases.shared(Databases.readModel(document).database()), document);
        }
    }

    private static void provision(MongoTemplate database, Class<?> document) {
        var readModel = Databases.readModel(document);
        if (!database.collectionExists(readModel.collection())) {
            create(database, readModel.collection());
        }
        for (var fields : readModel.indexes()) {
            index(database, readModel, fields, false);
        }
        for (var fields : readModel.uniqueIndexes()) {
            index(database, readModel, fields, true);
        }
    }

    private static void create(MongoTemplate database, String collection) {
        try {
            database.getDb().createCollection(collection);
        } catch (MongoCommandException e) {
            if (e.getCode() != COLLECTION_IS_THERE) {
                throw e;
            }
        }
    }

    private static void index(MongoTemplate database, ReadModel readModel, String fields, boolean unique) {
        var keys = new Document();
        Arrays.stream(fields.split(",")).map(String::strip).forEach(field -> keys.append(field, 1));
        database.getCollection(readModel.collection()).createIndex(keys, new IndexOptions().unique(unique));
    }

    /**
     * Once the batch is written, has what it deletes and writes over disappear from the files of the databases too: for an erasure. Comes
     * before the processor's position, so it is not lost in a crash.
     */
    public void forgetTraces() {
        buffer().forgetTraces();
    }

    /** Drops the organization's database with everything in it, and has it disappear from the files too. May come again. */
    public void drop(OrganizationId tenant) {
        var database = databases.tenant(tenant);
        buffer().forget(database);
        provisioned.removeIf(key -> key.startsWith(tenant.value() + "/"));
        database.getDb().drop();
        recent.clear();
        forgetTraces();
    }

    /**
     * Called by a {@code @ResetHandler}: all documents of the class are to be built from nothing. Readers keep seeing them until the
     * rebuild has come to them; what the rebuild did not come to is deleted when it is done. A class of documents is written by one
     * processor only, or a rebuild would lose what the others wrote.
     */
    public void clear(Class<?> document) {
        if (!rebuilds.isBeginning()) {
            forEachCollection(
                    document, database -> collection(database, document).deleteMany(new Document()));
            return;
        }
        forEachCollection(
                document,
                database ->
                        collection(database, document).updateMany(new Document(), Updates.set(STALE, rebuilds.mark())));
        recent.clear();
        rebuilds.begun(document);
    }

    /** Deletes what the finished rebuild of this mark did not come to; what another has marked since stays. */
    void sweep(Class<?> document, String mark) {
        forEachCollection(document, database -> collection(database, document).deleteMany(Filters.eq(STALE, mark)));
    }

    private void forEachCollection(Class<?> document, Consumer<MongoTemplate> action) {
        var kind = Databases.readModel(document).database();
        if (kind == Database.TENANT) {
            databases.tenantDatabases().forEach(name -> action.accept(databases.tenant(new OrganizationId(name))));
        } else {
            action.accept(databases.shared(kind));
        }
    }

    private static MongoCollection<Document> collection(MongoTemplate database, Class<?> document) {
        return database.getCollection(Databases.readModel(document).collection());
    }

    /** Writes what the current batch has told so far. Called before the processor's position is stored or an event is parked. */
    void flush() {
        CurrentUnitOfWork.ifStarted(this::flush);
    }

    private void flush(UnitOfWork<?> batch) {
        if (batch.resources().get(BUFFER) instanceof Buffer buffer) {
            try {
                buffer.flush();
            } catch (RefusedWrite refusal) {
                suspects.addAll(refusal.events());
                throw refusal;
            }
        }
    }

    /** Forgets what the current event's handler has told: it failed. */
    void forgetCurrentEvent() {
        CurrentUnitOfWork.ifStarted(batch -> {
            if (batch.resources().get(BUFFER) instanceof Buffer buffer) {
                buffer.forget(buffer.event());
            }
        });
    }

    private Buffer buffer() {
        if (!CurrentUnitOfWork.isStarted()) {
            return new Buffer(null);
        }
        var batch = CurrentUnitOfWork.get();
        return (Buffer) batch.resources().computeIfAbsent(BUFFER, _ -> {
            // Where no position is stored (a parked event is tried again, a test), the end of the unit of work is the
            // end of the batch.
            batch.onPrepareCommit(this::flush);
            return new Buffer(batch);
        });
    }

    /** What one batch has told and not yet written. */
    private final class Buffer {

        private final @Nullable UnitOfWork<?> batch;
        /** Without a batch, and when a parked event is tried again: so that the handler fails where the write does. */
        private final boolean atOnce;

        private boolean forgetsTraces;

        private final Map<MongoTemplate, Map<String, PendingWrites>> databases = new LinkedHashMap<>();

        Buffer(@Nullable UnitOfWork<?> batch) {
            this.batch = batch;
            this.atOnce = batch == null || batch.resources().containsKey(DeadLetter.class.getName());
        }

        String event() {
            return batch == null ? "" : batch.getMessage().getIdentifier();
        }

        PendingWrites in(MongoTemplate database, Class<?> document) {
            return databases
                    .computeIfAbsent(database, _ -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            Databases.readModel(document).collection(),
                            name -> new PendingWrites(collection(database, document), recent.of(database, name)));
        }

        void forget(MongoTemplate database) {
            databases.remove(database);
        }

        void forget(String event) {
            databases.values().forEach(ofDatabase -> ofDatabase.values().forEach(pending -> pending.forget(event)));
        }

        void forgetTraces() {
            forgetsTraces = true;
            if (atOnce) {
                flush();
            }
        }

        void flush() {
            databases.values().forEach(ofDatabase -> ofDatabase.values().forEach(PendingWrites::flush));
            if (forgetsTraces) {
                TenantDocuments.this.databases.forgetTraces();
                forgetsTraces = false;
            }
        }
    }
}
