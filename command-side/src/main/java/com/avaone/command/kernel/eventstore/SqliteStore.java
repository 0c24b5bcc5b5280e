package com.avaone.command.kernel.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SQLite file behind the embedded event store and the command side's memory: one writer with group commit, and reads on connections of
 * their own that never wait for it. What is written is on the disk when the answer comes (WAL, every commit synced).
 */
public final class SqliteStore implements AutoCloseable {

    /** Version of the schema that this program writes; the file carries it as {@code user_version}. */
    static final int SCHEMA_VERSION = 9;

    /** "AVA1", the file's {@code application_id}: tells our file from any other SQLite file. */
    private static final int APPLICATION_ID = 0x41564131;

    private static final int QUEUE_LIMIT = 8_192;
    private static final int LEARNT_AT_ONCE = 1_000;

    /** How long to wait for readings that have begun; those to come wait as long. */
    private static final Duration PATIENCE_WITH_READERS = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    private final GroupCommit writer;
    private final ReadConnections readers;
    private final AbsentAggregates absent;

    private SqliteStore(GroupCommit writer, ReadConnections readers) {
        this.writer = writer;
        this.readers = readers;
        absent = new AbsentAggregates(writer.head());
        Thread.ofPlatform().name("event-store-aggregates").daemon(true).start(this::learnAggregates);
    }

    /** A reading of the store, on a connection of its own. */
    @FunctionalInterface
    public interface Reading<T> extends ReadConnections.Reading<T> {}

    /**
     * Opens the store, creating the file if it is missing and bringing an older schema up to date.
     *
     * @param file the file; its directory must exist
     * @throws EventStoreException if the file is not ours, was written by a newer version of the suite, or cannot be opened
     */
    public static SqliteStore open(Path file) {
        return open(file, QUEUE_LIMIT, transaction -> transaction.execute("COMMIT"));
    }

    static SqliteStore open(Path file, int queueLimit, GroupCommit.Commit commit) {
        try {
            var connection = connect(file);
            try {
                pragmas(connection, "journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=1000");
                // A removed secret is overwritten, not only unlinked.
                pragmas(connection, "secure_delete=ON");
                pragmas(connection, "journal_size_limit=67108864", "cache_size=-65536", "temp_store=MEMORY");
                migrate(connection, file);
                leaveTransactionsToUs(connection);
                var transaction = new Transaction(connection);
                var head = transaction.first("SELECT max(position) FROM event", row -> row.getLong(1));
                var writer = new GroupCommit(transaction, head.orElse(0L), queueLimit, commit);
                writer.start();
                return new SqliteStore(writer, new ReadConnections(() -> openReader(file)));
            } catch (SQLException | RuntimeException failure) {
                connection.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new EventStoreException(
                    "The event store %s cannot be opened: %s".formatted(file, failure.getMessage()), failure);
        }
    }

    /**
     * Makes a change and waits until it is on the disk, even if interrupted: only the writer knows whether it was stored.
     *
     * @throws EventStoreUnavailable if the change was not taken
     * @throws EventStoreException if a statement of the change failed
     */
    public <T> T write(Change<T> change) {
        try {
            return await(submit(change));
        } catch (SQLException failure) {
            throw new EventStoreException("The change failed: " + failure.getMessage(), failure);
        }
    }

    /**
     * Queues a change, behind all that were queued before, without waiting for it.
     *
     * @return completed when the change is on the disk, or with why it is not
     * @throws EventStoreUnavailable if changes are not accepted
     */
    public <T> CompletableFuture<T> submit(Change<T> change) {
        return writer.submit(change, false);
    }

    /** As {@link #write}, for a change of a single statement if {@code single}, and with the statement's failure as it is. */
    <T> T write(Change<T> change, boolean single) throws SQLException {
        return await(writer.submit(change, single));
    }

    /** Reads what was committed before. */
    public <T> T read(Reading<T> reading) {
        try {
            return readers.read(reading);
        } catch (SQLException failure) {
            throw new EventStoreException("The event store cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * Writes a row of no meaning, to see whether the store accepts writes.
     *
     * @return completed when the row is on the disk, or with why it is not
     * @throws EventStoreUnavailable if changes are not accepted
     */
    public CompletableFuture<?> probe() {
        return submit(transaction -> transaction.update("UPDATE probe SET writes = writes + 1 WHERE id = 1"));
    }

    /**
     * Brings all that was written into the file and empties the log beside it, where earlier states of rows would otherwise stay until it
     * is written over. Nobody reads meanwhile: where one always reads while others write, SQLite would wait for ever. Waits for readers and
     * the writer, a few seconds at most.
     *
     * @throws EventStoreException if they did not let it
     */
    public void emptyLog() {
        try {
            var isEmpty = readers.readAlone(
                    statements -> statements.first("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1) == 0),
                    PATIENCE_WITH_READERS);
            if (!isEmpty.flatMap(Function.identity()).orElse(false)) {
                throw new EventStoreException("The log of the event store cannot be emptied while it is used");
            }
        } catch (SQLException failure) {
            throw new EventStoreException(
                    "The log of the event store cannot be emptied: " + failure.getMessage(), failure);
        }
    }

    /** Which aggregates need not be looked for. The writer adds what it stores. */
    AbsentAggregates absent() {
        return absent;
    }

    /** In short readings, which do not hold up the writer. */
    private void learnAggregates() {
        try {
            var last = "";
            for (var more = aggregatesAfter(last); !more.isEmpty(); more = aggregatesAfter(last)) {
                more.forEach(absent::add);
                last = more.getLast();
            }
            absent.allAdded();
        } catch (EventStoreException failure) {
            // Closed meanwhile, or a fault of the disk, about which others complain: every aggregate is looked for.
            LOG.debug("Not all aggregates are known", failure);
        }
    }

    private List<String> aggregatesAfter(String last) {
        return read(statements -> statements.all(
                "SELECT DISTINCT aggregate_id FROM event WHERE aggregate_id > ? ORDER BY aggregate_id LIMIT ?",
                row -> row.getString(1),
                last,
                LEARNT_AT_ONCE));
    }

    /** Position of the last event that a reader can see, 0 if there is none. */
    public long head() {
        return writer.head();
    }

    /**
     * Runs {@code listener} after each commit that stored events, on the writer's thread: it must only wake somebody. Close the result to
     * stop.
     */
    public AutoCloseable onCommit(Runnable listener) {
        return writer.onCommit(listener);
    }

    /** Stores what is queued, answers every caller, refuses what comes later, and closes the file. */
    @Override
    public void close() {
        try {
            // The writer last: the connection that closes last empties the log into the file.
            readers.close();
            writer.close();
        } catch (SQLException failure) {
            throw new EventStoreException("The event store cannot be closed: " + failure.getMessage(), failure);
        }
    }

    private static <T> T await(CompletableFuture<T> answer) throws SQLException {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            var cause = failure.getCause();
            if (cause instanceof SQLException sql) {
                throw sql;
            }
            if (cause instanceof EventStoreUnavailable refusal) {
                // A new one, so that the trace shows the caller: the callers of a group share the first.
                throw new EventStoreUnavailable(refusal.reason(), refusal);
            }
            if (cause instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new EventStoreException("The change failed", cause);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        var settings = new Properties();
        // Nobody asks for them, and the driver would query them after every insert.
        settings.setProperty("jdbc.get_generated_keys", "false");
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath(), settings);
        try {
            pragmas(connection, "busy_timeout=5000");
            return connection;
        } catch (SQLException failure) {
            connection.close();
            throw failure;
        }
    }

    private static Statements openReader(Path file) throws SQLException {
        var connection = connect(file);
        pragmas(connection, "query_only=1");
        leaveTransactionsToUs(connection);
        return new Statements(connection);
    }

    /**
     * Has the driver keep out of transactions, which we begin and end by statements of our own. In its mode of automatic commits it would try to
     * begin and commit one after each statement, and within ours SQLite would refuse each time.
     */
    private static void leaveTransactionsToUs(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            // The one that the driver has just begun.
            statement.execute("COMMIT");
        }
    }

    private static void pragmas(Connection connection, String... settings) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var setting : settings) {
                statement.execute("PRAGMA " + setting);
            }
        }
    }

    private static void migrate(Connection connection, Path file) throws SQLException {
        var version = pragma(connection, "user_version");
        if (version > 0 && pragma(connection, "application_id") != APPLICATION_ID) {
            throw new EventStoreException("%s is not an event store of this suite.".formatted(file));
        }
        if (version > SCHEMA_VERSION) {
            throw new EventStoreException(
                    "The event store %s was written by a newer version of the suite (schema %d, this one knows %d): start that version."
                            .formatted(file, version, SCHEMA_VERSION));
        }
        for (int next = version + 1; next <= SCHEMA_VERSION; next++) {
            try (var statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                statement.executeUpdate(schema(next));
                statement.execute("PRAGMA application_id=" + APPLICATION_ID);
                statement.execute("PRAGMA user_version=" + next);
                statement.execute("COMMIT");
            }
        }
    }

    private static int pragma(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA " + name)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static String schema(int version) {
        var name = "schema-%d.sql".formatted(version);
        try (var resource = SqliteStore.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
