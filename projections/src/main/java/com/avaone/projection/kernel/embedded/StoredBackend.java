package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/**
 * The databases of one store, and the rule that keeps it whole: a command holds the read lock, a commit to the file the write lock.
 * Whatever kills the process, the file is at a boundary between two commands, in the order in which they came; a tracking token, stored
 * after its documents, is never ahead of them.
 */
final class StoredBackend extends AbstractMongoBackend {

    /** Below this share of live data, in percent, chunks are rewritten, {@link #REWRITE_BYTES} at a time. */
    private static final int LEAST_FILL_RATE = 50;

    private static final int REWRITE_BYTES = 1 << 20;

    private final MVStore store;
    private final ReentrantReadWriteLock boundary = new ReentrantReadWriteLock();
    private final LongAdder scanned = new LongAdder();

    StoredBackend(MVStore store) {
        this.store = store;
        StoredDatabase.namesIn(store).forEach(this::resolveDatabase);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoredDatabase(name, getCursorRegistry(), store, scanned);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        boundary.readLock().lock();
        try {
            return switch (command) {
                case "hello" -> hello(channel, database, query);
                case "listDatabases" -> listDatabases();
                default -> super.handleCommand(channel, database, command, query);
            };
        } finally {
            boundary.readLock().unlock();
        }
    }

    private Document hello(Channel channel, String database, Document query) {
        var answer = super.handleCommand(channel, database, "ismaster", query);
        answer.put("isWritablePrimary", true);
        return answer;
    }

    /**
     * The library's own opens every database anew, beside the one in use; and lists databases in which nothing is, because a look at one
     * that is not there makes it.
     */
    private Document listDatabases() {
        var databases = listDatabaseNames().stream()
                .filter(name -> !resolveDatabase(name).isEmpty())
                .sorted()
                .map(name -> new Document("name", name).append("sizeOnDisk", 0L).append("empty", false))
                .toList();
        var answer = new Document("databases", databases);
        Utils.markOkay(answer);
        return answer;
    }

    /** Writes all commands so far to the file. Between commands: waits for those under way and holds up the next. */
    void commit() {
        if (!store.hasUnsavedChanges()) {
            return;
        }
        boundary.writeLock().lock();
        try {
            store.commit();
            store.compact(LEAST_FILL_RATE, REWRITE_BYTES);
        } finally {
            boundary.writeLock().unlock();
        }
    }

    /** How many documents queries have looked at. */
    long scannedDocuments() {
        return scanned.sum();
    }

    /** Reads every document and every index, to find out whether the file is whole. */
    void readAll() {
        for (var name : store.getMapNames()) {
            var map = store.openMap(name);
            for (var cursor = map.cursor(null); cursor.hasNext(); ) {
                cursor.next();
            }
        }
    }

    @Override
    public void close() {
        super.close();
        boundary.writeLock().lock();
        try {
            store.close();
        } finally {
            boundary.writeLock().unlock();
        }
    }
}
