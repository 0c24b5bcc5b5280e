package com.avaone.command.kernel.memory;

import com.avaone.api.crm.CrmSyncView.Counts;
import com.avaone.api.crm.SyncedKind;
import com.avaone.api.crm.SyncedRecord;
import com.avaone.api.crm.SyncedRecordState;
import com.avaone.command.kernel.eventstore.SqliteStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records in table {@code outside_record}. */
final class SqliteOutsideRecords implements OutsideRecords {

    private static final String TO_SEND = "state IN ('WAITING', 'RETRYING')";

    private static final String DUE = " WHERE " + TO_SEND + " AND due <= ? ORDER BY position LIMIT 1";

    /** What is on its way keeps its turn, so that nobody else takes it before its sender is done. */
    private static final String CHANGED =
            " state = 'WAITING', due = CASE WHEN " + TO_SEND + " THEN due ELSE 0 END, attempts = 0, problem = NULL";

    private final SqliteStore store;

    SqliteOutsideRecords(SqliteStore store) {
        this.store = store;
    }

    @Override
    public void changed(String recordId, SyncedKind kind, String personId, long position) {
        store.write(transaction -> transaction.update(
                "INSERT INTO outside_record (record_id, kind, person_id, position, state, attempts, due)"
                        + " VALUES (?, ?, ?, ?, 'WAITING', 0, 0)"
                        + " ON CONFLICT (record_id) DO UPDATE SET position = excluded.position," + CHANGED
                        + " WHERE position < excluded.position",
                recordId,
                kind.name(),
                personId,
                position));
    }

    @Override
    public void personErased(String personId, long position) {
        store.write(transaction -> transaction.update(
                "UPDATE outside_record SET position = ?," + CHANGED + " WHERE person_id = ? AND position < ?",
                position,
                personId,
                position));
        store.emptyLog();
    }

    @Override
    public void retryRefused() {
        store.write(
                transaction -> transaction.update(
                        "UPDATE outside_record SET state = 'WAITING', due = 0, attempts = 0, problem = NULL WHERE state = 'REFUSED'"));
    }

    @Override
    public Optional<Taken> take(Instant now, Instant until) {
        // Looked at without the writer first: mostly there is nothing to take.
        var isAnyDue = store.read(
                statements -> statements.first("SELECT 1 FROM outside_record" + DUE, row -> true, now.toEpochMilli()));
        if (isAnyDue.isEmpty()) {
            return Optional.empty();
        }
        return store.write(transaction -> {
            var due = transaction.first(
                    "SELECT record_id, kind, position, attempts + 1 FROM outside_record" + DUE,
                    row -> new Taken(
                            row.getString(1), SyncedKind.valueOf(row.getString(2)), row.getLong(3), row.getInt(4)),
                    now.toEpochMilli());
            if (due.isPresent()) {
                transaction.update(
                        "UPDATE outside_record SET due = ?, attempts = attempts + 1 WHERE record_id = ?",
                        until.toEpochMilli(),
                        due.get().recordId());
            }
            return due;
        });
    }

    @Override
    public void became(Taken taken, SyncedRecordState state, Instant at, @Nullable String problem) {
        store.write(transaction -> {
            var isAsItWas = transaction.update(
                            "UPDATE outside_record SET state = ?, problem = ?, sent_at = CASE WHEN ? THEN sent_at ELSE ? END"
                                    + " WHERE record_id = ? AND position = ?",
                            state.name(),
                            problem,
                            state == SyncedRecordState.REFUSED ? 1 : 0,
                            at.toEpochMilli(),
                            taken.recordId(),
                            taken.position())
                    == 1;
            return isAsItWas
                    ? 1
                    : transaction.update("UPDATE outside_record SET due = 0 WHERE record_id = ?", taken.recordId());
        });
    }

    @Override
    public void notSent(Taken taken, String problem, Instant next) {
        store.write(transaction -> transaction.update(
                "UPDATE outside_record SET state = 'RETRYING', problem = ?, due = ? WHERE record_id = ?",
                problem,
                next.toEpochMilli(),
                taken.recordId()));
    }

    @Override
    public Counts counts() {
        Map<SyncedRecordState, Long> counts = new EnumMap<>(SyncedRecordState.class);
        store.read(statements -> statements.all(
                "SELECT state, COUNT(*) FROM outside_record GROUP BY state",
                row -> counts.put(SyncedRecordState.valueOf(row.getString(1)), row.getLong(2))));
        return Counts.of(counts);
    }

    @Override
    public long cursor() {
        return store.read(statements -> statements.first(
                        "SELECT COALESCE((SELECT MIN(position) - 1 FROM outside_record WHERE " + TO_SEND
                                + "), (SELECT MAX(position) FROM outside_record), -1)",
                        row -> row.getLong(1)))
                .orElse(-1L);
    }

    @Override
    public List<SyncedRecord> records(@Nullable SyncedRecordState state, @Nullable String after, int limit) {
        var sql = new StringBuilder(
                "SELECT record_id, kind, state, position, attempts, sent_at, problem FROM outside_record WHERE TRUE");
        var arguments = new ArrayList<Object>();
        if (state != null) {
            sql.append(" AND state = ?");
            arguments.add(state.name());
        }
        if (after != null) {
            sql.append(" AND record_id > ?");
            arguments.add(after);
        }
        sql.append(" ORDER BY record_id LIMIT ?");
        arguments.add(limit);
        return store.read(
                statements -> statements.all(sql.toString(), SqliteOutsideRecords::record, arguments.toArray()));
    }

    private static SyncedRecord record(ResultSet row) throws SQLException {
        var sentAt = row.getLong(6);
        var wasSent = !row.wasNull();
        return new SyncedRecord(
                row.getString(1),
                SyncedKind.valueOf(row.getString(2)),
                SyncedRecordState.valueOf(row.getString(3)),
                row.getLong(4),
                row.getInt(5),
                wasSent ? Instant.ofEpochMilli(sentAt) : null,
                row.getString(7));
    }
}
