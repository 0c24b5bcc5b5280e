package com.avaone.command.kernel.memory;

import com.avaone.command.kernel.eventstore.SqliteStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deadlines in table {@code deadline}. */
final class SqliteDeadlines implements Deadlines {

    private final SqliteStore store;

    SqliteDeadlines(SqliteStore store) {
        this.store = store;
    }

    @Override
    public void schedule(Deadline deadline) {
        store.write(transaction -> transaction.update(
                "INSERT OR REPLACE INTO deadline (key, due, name, organization_id, subject_id, data)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                deadline.key(),
                deadline.due().toEpochMilli(),
                deadline.name(),
                deadline.organizationId(),
                deadline.subjectId(),
                deadline.data()));
    }

    @Override
    public void cancel(String key) {
        store.write(transaction -> transaction.update("DELETE FROM deadline WHERE key = ?", key));
    }

    @Override
    public List<Deadline> due(Instant now, int limit) {
        return store.read(statements -> statements.all(
                "SELECT key, due, name, organization_id, subject_id, data FROM deadline"
                        + " WHERE due <= ? ORDER BY due LIMIT ?",
                row -> new Deadline(
                        row.getString(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                now.toEpochMilli(),
                limit));
    }

    @Override
    public Optional<Instant> nextDue() {
        return store.read(statements -> statements.first(
                "SELECT due FROM deadline ORDER BY due LIMIT 1", row -> Instant.ofEpochMilli(row.getLong(1))));
    }

    @Override
    public void done(Deadline deadline) {
        store.write(transaction -> transaction.update(
                "DELETE FROM deadline WHERE key = ? AND due = ?",
                deadline.key(),
                deadline.due().toEpochMilli()));
    }
}
