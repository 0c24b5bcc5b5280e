package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;

/**
 * The databases of one store, and the rule that keeps it whole: a command holds the read lock, a commit to the file the write lock.
 * Whatever kills the process, the file is at a boundary between two commands, in the order in which they came; a tracking token, stored
 * after its documents, is never ahead of them.
 */
final class StoredBackend extends AbstractMongoBackend {

    /** Below this share of live data, in percent, chunks are rewritten, {@link #REWRITE_BYTES} at a time. */
    private static final int LEAST_FILL_RATE = 50;

    private static final int REWRITE_BYTES = 1 << 20;

    /** Notes beside the databases. */
    private static final String STATE = "state";

    /** Noted while the file was closed in order; its absence calls for a look at the whole file. */
    private static final String CLEAN = "closedCleanly";

    /** Noted while the file holds traces that are to go. */
    private static final String TRACES = "traces";

    /** Writing the file anew holds up everybody, so it is not done for each of many erasures. */
    private static final long BETWEEN_REWRITES = TimeUnit.SECONDS.toNanos(3);

    private final StoreFile file;
    private final Supplier<MVMap<String, String>> state;
    private final ReentrantReadWriteLock boundary = new ReentrantReadWriteLock();
    /** When it was done last, by {@link System#nanoTime}; under the write lock. */
    private long rewritten = System.nanoTime() - BETWEEN_REWRITES;

    private final LongAdder scanned = new LongAdder();

    /** Reads a whole file that was not closed in order, to find out whether it can be read. */
    StoredBackend(StoreFile file) {
        this.file = file;
        this.state = file.map(STATE, new MVMap.Builder<>());
        StoredDatabase.namesIn(file.store()).forEach(this::resolveDatabase);
        if (state.get().remove(CLEAN) == null) {
            readAll();
        }
        file.store().commit();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoredDatabase(name, getCursorRegistry(), file, scanned);
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
        if (!file.store().hasUnsavedChanges() && !state.get().containsKey(TRACES)) {
            return;
        }
        boundary.writeLock().lock();
        try {
            var hasTraces = state.get().containsKey(TRACES) && System.nanoTime() - rewritten >= BETWEEN_REWRITES;
            if (file.store().hasUnsavedChanges()) {
                file.store().commit();
                file.store().compact(LEAST_FILL_RATE, REWRITE_BYTES);
            }
            if (hasTraces) {
                file.rewrite();
                state.get().remove(TRACES);
                file.store().commit();
                rewritten = System.nanoTime();
            }
        } finally {
            boundary.writeLock().unlock();
        }
    }

    /** Has a commit soon leave nothing in the file of what was deleted or written over before now, even after a crash. */
    void forgetTraces() {
        boundary.readLock().lock();
        try {
            state.get().put(TRACES, "true");
        } finally {
            boundary.readLock().unlock();
        }
    }

    /** How many documents queries have looked at. */
    long scannedDocuments() {
        return scanned.sum();
    }

    /** Reads every document and every index, to find out whether the file is whole. */
    private void readAll() {
        var store = file.store();
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
            // It may be closed more than once.
            if (!file.store().isClosed()) {
                state.get().put(CLEAN, "true");
                file.store().close();
            }
        } finally {
            boundary.writeLock().unlock();
        }
    }
}
