package com.avaone.command.kernel.memory;

import com.avaone.command.kernel.eventstore.SqliteStore;
import java.util.Optional;

/** Notes in table {@code process_state}. */
final class SqliteProcessState implements ProcessState {

    private final SqliteStore store;

    SqliteProcessState(SqliteStore store) {
        this.store = store;
    }

    @Override
    public Optional<String> get(String process, String key) {
        return store.read(statements -> statements.first(
                "SELECT state FROM process_state WHERE process = ? AND key = ?",
                row -> row.getString(1),
                process,
                key));
    }

    @Override
    public void put(String process, String key, String state) {
        store.write(transaction -> transaction.update(
                "INSERT OR REPLACE INTO process_state (process, key, state) VALUES (?, ?, ?)", process, key, state));
    }

    @Override
    public void remove(String process, String key) {
        store.write(transaction ->
                transaction.update("DELETE FROM process_state WHERE process = ? AND key = ?", process, key));
    }
}
