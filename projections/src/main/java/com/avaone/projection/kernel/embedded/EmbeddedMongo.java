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
    private final StoredBackend backend;
    private final MongoServer server;
    private final @Nullable ScheduledExecutorService commits;

    private EmbeddedMongo(StoredBackend backend, boolean isInFile) {
        this.backend = backend;
        this.server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        if (!isInFile) {
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
        return new EmbeddedMongo(new StoredBackend(new StoreFile(null)), false);
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
        this(openBackend(openStore(file)), true);
    }

    private static StoreFile openStore(Path file) {
        try {
            return new StoreFile(file);
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

    private static StoredBackend openBackend(StoreFile file) {
        try {
            return new StoredBackend(file);
        } catch (RuntimeException e) {
            file.store().closeImmediately();
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

    /**
     * Has the file written anew, in a few seconds, so that it holds nothing of what was
     * deleted or written over before now. A crash does not lose the wish.
     */
    public void forgetTraces() {
        backend.forgetTraces();
    }

    /** How many documents queries have looked at since the start: a query that grows with its collection scans. */
    public long scannedDocuments() {
        return backend.scannedDocuments();
    }

    @Override
    public void close() {
        if (commits != null) {
            commits.shutdown();
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
