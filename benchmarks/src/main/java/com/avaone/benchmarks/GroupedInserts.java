package com.avaone.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/**
 * The yardstick: one thread that inserts rows like the event store's into a table like the event store's, in groups, each group one
 * synced transaction. Nothing is handed over, serialized or checked; no store with this durability on this file system does more.
 */
final class GroupedInserts implements AutoCloseable {

    private static final byte[] PAYLOAD = """
            {"licenseId":"lic_01k000000000000000000000000","organizationId":"org_01k000000000000000000000000",\
            "terms":{"seats":25,"validUntil":"2030-12-31","graceDays":14,"products":[]}}""".getBytes(StandardCharsets.UTF_8);
    private static final byte[] METADATA = """
            {"tenant":"org_01k000000000000000000000000","actorKind":"SYSTEM_ADMIN",\
            "actorId":"usr_00000000000000000000000000","reason":"measured",\
            "correlationId":"3f0b7c64-0000-0000-0000-000000000000","causationId":"3f0b7c64-0000-0000-0000-000000000000"}""".getBytes(StandardCharsets.UTF_8);

    private final Connection connection;
    private final PreparedStatement insert;
    private long next = 1;

    GroupedInserts(Path file) throws SQLException, IOException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA wal_autocheckpoint=1000");
            statement.executeUpdate(schema());
        }
        connection.setAutoCommit(false);
        insert = connection.prepareStatement(
                "INSERT INTO event (position, aggregate_id, version, aggregate_type, event_id, recorded_at, name, revision, payload,"
                        + " metadata) VALUES (?, ?, 0, 'License', ?, ?, 'license.issued', '1', ?, ?)");
    }

    private static String schema() throws IOException {
        var name = "/com/avaone/command/kernel/eventstore/schema-1.sql";
        try (var in = Objects.requireNonNull(GroupedInserts.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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
            insert.setString(2, "lic_%026d".formatted(next));
            insert.setString(3, UUID.randomUUID().toString());
            insert.setLong(4, System.currentTimeMillis());
            insert.setBytes(5, PAYLOAD);
            insert.setBytes(6, METADATA);
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
