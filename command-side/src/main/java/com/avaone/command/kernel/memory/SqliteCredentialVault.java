package com.avaone.command.kernel.memory;

import com.avaone.command.kernel.eventstore.SqliteStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

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

    // One at a time per key, so that memory and disk do not part.

    @Override
    public void put(String kind, String subjectId, Secret secret) {
        held.compute(new VaultKey(kind, subjectId), (key, before) -> write(key, secret));
    }

    @Override
    public Secret putIfAbsent(String kind, String subjectId, Secret secret) {
        return held.computeIfAbsent(new VaultKey(kind, subjectId), key -> write(key, secret));
    }

    @Override
    public boolean replace(String kind, String subjectId, Secret earlier, Secret secret) {
        var replaced = new AtomicBoolean();
        held.computeIfPresent(new VaultKey(kind, subjectId), (key, before) -> {
            replaced.set(before.equals(earlier));
            return replaced.get() ? write(key, secret) : before;
        });
        return replaced.get();
    }

    private Secret write(VaultKey key, Secret secret) {
        store.write(transaction -> transaction.update(
                "INSERT OR REPLACE INTO credential (kind, subject_id, secret) VALUES (?, ?, ?)",
                key.kind(),
                key.subjectId(),
                secret.reveal()));
        return secret;
    }

    @Override
    public void erase(String kind, String subjectId, Secret mark) {
        put(kind, subjectId, mark);
        store.emptyLog();
    }

    @Override
    public Optional<Secret> get(String kind, String subjectId) {
        return Optional.ofNullable(held.get(new VaultKey(kind, subjectId)));
    }

    /** Nobody else writes to the file. */
    @Override
    public Optional<Secret> find(String kind, String subjectId) {
        return get(kind, subjectId);
    }

    @Override
    public Map<String, Secret> all(String kind) {
        return held.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(kind))
                .collect(Collectors.toMap(entry -> entry.getKey().subjectId(), Map.Entry::getValue));
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
