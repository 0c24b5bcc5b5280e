package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MongoDB-protocol server on a free loopback port, over one file or in memory. What was acknowledged is in the file at most
 * {@value #COMMIT_EVERY_MILLIS} ms later; a crash loses what came after, never part of a command, and the projections catch up from
 * their tokens, which live in the same file.
 */
public final class EmbeddedMongo implements AutoCloseable {

    static final int COMMIT_EVERY_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedMongo.class);
    private static final int CACHE_MEGABYTES = 32;
    /** Holds {@link #CLEAN} while the file was closed in order; its absence calls for a look at the whole file. */
    private static final String STATE = "state";

    private static final String CLEAN = "closedCleanly";

    private final StoredBackend backend;
    private final MVStore store;
    private final MongoServer server;
    private final @Nullable ScheduledExecutorService commits;

    private EmbeddedMongo(MVStore store, StoredBackend backend) {
        this.store = store;
        this.backend = backend;
        this.server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        if (store.getFileStore() == null) {
            commits = null;
        } else {
            commits = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                    .name("embedded-mongo-commit")
                    .daemon(true)
                    .factory());
            commits.scheduleWithFixedDelay(
                    this::commit, COMMIT_EVERY_MILLIS, COMMIT_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A server that forgets everything when it is closed. */
    public static EmbeddedMongo inMemory() {
        var store = MVStore.open(null);
        return new EmbeddedMongo(store, new StoredBackend(store));
    }

    /**
     * A server over {@code file}, which is made where it is not there. A file that cannot be read is set aside under a name with the
     * time, and an empty one begun: the event store is the truth, and with the tokens gone every projection builds itself again.
     *
     * @throws IllegalStateException if another process uses the file
     */
    public static EmbeddedMongo open(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                return new EmbeddedMongo(file);
            } catch (UnreadableFile unreadable) {
                var aside = file.resolveSibling(
                        file.getFileName() + ".unreadable-" + Instant.now().toEpochMilli());
                Files.move(file, aside);
                LOG.warn(
                        "The read models' file {} cannot be read ({}). It is kept as {}; all projections are built again from the"
                                + " event store.",
                        file,
                        unreadable.getMessage(),
                        aside.getFileName());
                return new EmbeddedMongo(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedMongo(Path file) {
        this(openStore(file));
    }

    private EmbeddedMongo(MVStore store) {
        this(store, openBackend(store));
    }

    private static MVStore openStore(Path file) {
        try {
            return new MVStore.Builder()
                    .fileName(file.toString())
                    .cacheSize(CACHE_MEGABYTES)
                    // Only the commit above may write; the second line is needed too, or a full buffer commits amid a
                    // command.
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new IllegalStateException(
                        "The read models' file " + file
                                + " is used by another process: stop it first, or set another data" + " directory.",
                        e);
            }
            throw new UnreadableFile(e);
        }
    }

    private static StoredBackend openBackend(MVStore store) {
        try {
            var state = store.<String, String>openMap(STATE);
            var backend = new StoredBackend(store);
            if (!store.getMapNames().isEmpty() && state.remove(CLEAN) == null) {
                backend.readAll();
            }
            store.commit();
            return backend;
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw new UnreadableFile(e);
        }
    }

    private void commit() {
        try {
            backend.commit();
        } catch (RuntimeException e) {
            LOG.error(
                    "The read models could not be written to their file; tried again in {} ms", COMMIT_EVERY_MILLIS, e);
        }
    }

    /** Where a driver finds this server. */
    public String connectionString() {
        var address = server.getLocalAddress();
        return "mongodb://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** Writes everything that was acknowledged to the file now. */
    public void flush() {
        backend.commit();
    }

    /** How many documents queries have looked at since the start: a query that grows with its collection scans. */
    public long scannedDocuments() {
        return backend.scannedDocuments();
    }

    @Override
    public void close() {
        if (commits != null) {
            commits.shutdown();
            store.<String, String>openMap(STATE).put(CLEAN, "true");
        }
        server.shutdownNow(); // closes the backend, which commits
    }

    private static final class UnreadableFile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadableFile(RuntimeException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
