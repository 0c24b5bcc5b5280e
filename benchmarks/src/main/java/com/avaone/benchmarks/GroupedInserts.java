package com.avaone.benchmarks;

import com.avaone.api.kernel.LicenseId;
import com.avaone.command.kernel.eventstore.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * The yardstick: one thread that inserts events into a file like the event store's, in groups, each group one synced transaction. The file has the
 * store's own schema, the connection its settings, and the rows are copies of one that a command stored, under identifiers of the same form that
 * also grow. Nothing is handed over, serialized or checked; no store with this durability on this file system does more.
 */
final class GroupedInserts implements AutoCloseable {

    /** The store's own. */
    private static final List<String> SETTINGS = List.of(
            "journal_mode=WAL",
            "synchronous=FULL",
            "wal_autocheckpoint=1000",
            "secure_delete=ON",
            "journal_size_limit=67108864",
            "cache_size=-65536",
            "temp_store=MEMORY");

    /** With a number of 19 digits behind it an identifier of 26 characters. Put together and not formatted, which is no part of an insert. */
    private static final String LICENSE = LicenseId.PREFIX + "0".repeat(7);

    private static final long FIRST = 1_000_000_000_000_000_000L;

    private final Connection connection;
    private final PreparedStatement insert;
    private long next = 1;

    /** @param events the file of an event store in which a command has just stored its event; it is only read */
    GroupedInserts(Path file, Path events) throws SQLException {
        SqliteStore.open(file).close();
        connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?jdbc.get_generated_keys=false");
        try (var statement = connection.createStatement()) {
            for (var setting : SETTINGS) {
                statement.execute("PRAGMA " + setting);
            }
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement(
                "INSERT INTO event (position, aggregate_id, version, aggregate_type, event_id, recorded_at, name, revision, payload,"
                        + " metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        copyLast(events);
    }

    /** Binds what stays the same. */
    private void copyLast(Path events) throws SQLException {
        try (var source = DriverManager.getConnection("jdbc:sqlite:" + events);
                var statement = source.createStatement();
                var row = statement.executeQuery("SELECT version, aggregate_type, name, revision, payload, metadata"
                        + " FROM event ORDER BY position DESC LIMIT 1")) {
            insert.setLong(3, row.getLong(1));
            insert.setString(4, row.getString(2));
            insert.setString(7, row.getString(3));
            insert.setString(8, row.getString(4));
            insert.setBytes(9, row.getBytes(5));
            insert.setBytes(10, row.getBytes(6));
        }
    }

    /** Inserts groups of {@code group} rows for a while and answers rows per second. */
    double rate(int group, double seconds) throws SQLException {
        var begin = System.nanoTime();
        var end = begin + (long) (seconds * 1e9);
        var rows = 0L;
        while (System.nanoTime() < end) {
            insert(group);
            rows += group;
        }
        return rows / ((System.nanoTime() - begin) / 1e9);
    }

    /** Inserts one group. */
    void insert(int group) throws SQLException {
        for (int i = 0; i < group; i++) {
            insert.setLong(1, next);
            insert.setString(2, LICENSE + (FIRST + next));
            insert.setString(5, new UUID(0, next).toString());
            insert.setLong(6, System.currentTimeMillis());
            insert.executeUpdate();
            next++;
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
