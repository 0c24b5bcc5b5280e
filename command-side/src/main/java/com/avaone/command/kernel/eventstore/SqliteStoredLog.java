package com.avaone.command.kernel.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the embedded event store. */
final class SqliteStoredLog implements StoredLog {

    private static final String ENTRY =
            "SELECT position, event_id, recorded_at, name, revision, aggregate_id, aggregate_type, version, metadata, payload"
                    + " FROM event WHERE ";

    private final SqliteStore store;
    private final JsonMapper json = JsonMapper.builder().build();

    SqliteStoredLog(SqliteStore store) {
        this.store = store;
    }

    @Override
    public long head() {
        return store.head();
    }

    @Override
    public List<Entry> behind(long position, int most) {
        return store.read(statements ->
                statements.all(ENTRY + "position > ? ORDER BY position LIMIT ?", this::entry, position, most));
    }

    @Override
    public List<Entry> at(List<Long> positions) {
        return store.read(statements -> {
            var entries = new ArrayList<Entry>(positions.size());
            for (var position : positions) {
                statements.first(ENTRY + "position = ?", this::entry, position).ifPresent(entries::add);
            }
            return entries;
        });
    }

    private Entry entry(ResultSet row) throws SQLException {
        var eventId = row.getString(2);
        var aggregateId = row.getString(6);
        return new Entry(
                row.getLong(1),
                eventId,
                Instant.ofEpochMilli(row.getLong(3)),
                row.getString(4),
                row.getString(5),
                // One that no aggregate published is stored under its own identifier.
                aggregateId.equals(eventId) ? null : aggregateId,
                row.getString(7),
                row.getLong(8),
                metadata(row.getBytes(9)),
                row.getBytes(10));
    }

    /** Every value is a text; if one ever is not, it is told as JSON writes it. */
    private Map<String, String> metadata(byte[] stored) {
        var metadata = new HashMap<String, String>();
        for (Map.Entry<String, JsonNode> field : json.readTree(stored).properties()) {
            if (!field.getValue().isNull()) {
                metadata.put(
                        field.getKey(),
                        field.getValue().isString()
                                ? field.getValue().stringValue()
                                : field.getValue().toString());
            }
        }
        return metadata;
    }
}
