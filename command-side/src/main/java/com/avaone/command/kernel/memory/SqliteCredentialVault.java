package com.avaone.command.kernel.memory;

import com.avaone.command.kernel.eventstore.SqliteStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets in table {@code credential}, and all of them in memory. */
final class SqliteCredentialVault implements CredentialVault {

    private final SqliteStore store;
    private final Map<VaultKey, Secret> held = new ConcurrentHashMap<>();

    SqliteCredentialVault(SqliteStore store) {
        this.store = store;
        store.read(statements -> statements.all(
                "SELECT kind, subject_id, secret FROM credential",
                row -> held.put(new VaultKey(row.getString(1), row.getString(2)), new Secret(row.getString(3)))));
    }

    @Override
    public void put(String kind, String subjectId, Secret secret) {
        var key = new VaultKey(kind, subjectId);
        // One at a time per key, so that memory and disk do not part.
        held.compute(key, (same, before) -> {
            store.write(transaction -> transaction.update(
                    "INSERT OR REPLACE INTO credential (kind, subject_id, secret) VALUES (?, ?, ?)",
                    kind,
                    subjectId,
                    secret.reveal()));
            return secret;
        });
    }

    @Override
    public Optional<Secret> get(String kind, String subjectId) {
        return Optional.ofNullable(held.get(new VaultKey(kind, subjectId)));
    }

    @Override
    public void remove(String kind, String subjectId) {
        held.compute(new VaultKey(kind, subjectId), (key, before) -> {
            store.write(transaction ->
                    transaction.update("DELETE FROM credential WHERE kind = ? AND subject_id = ?", kind, subjectId));
            return null;
        });
    }
}
