package com.avaone.command.kernel.memory;

import com.avaone.command.kernel.eventstore.SqliteStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Trees in tables {@code evidence_…}. */
public final class SqliteEvidenceTrees implements EvidenceTrees {

    private static final String NODE =
            "SELECT tree, level, number, position, hash FROM evidence_node WHERE tree = ? AND ";
    private static final String CHECKPOINT =
            "SELECT origin, number, size, at, note FROM evidence_checkpoint WHERE origin = ? ";

    private final SqliteStore store;

    /** @param store the file, which stays the caller's to close */
    public SqliteEvidenceTrees(SqliteStore store) {
        this.store = store;
    }

    @Override
    public long position() {
        return store.read(
                        statements -> statements.first("SELECT position FROM evidence_progress", row -> row.getLong(1)))
                .orElse(-1L);
    }

    @Override
    public boolean append(long from, long to, List<Node> nodes) {
        return store.write(transaction -> {
            if (transaction.update("UPDATE evidence_progress SET position = ? WHERE position = ?", to, from) == 0) {
                return false;
            }
            for (var node : nodes) {
                transaction.update(
                        "INSERT INTO evidence_node (tree, level, number, position, hash) VALUES (?, ?, ?, ?, ?)",
                        node.tree(),
                        node.level(),
                        node.number(),
                        node.position(),
                        node.hash());
            }
            return true;
        });
    }

    @Override
    public List<Node> nodes(String tree, int level, long first, int most) {
        return store.read(statements -> statements.all(
                NODE + "level = ? AND number >= ? ORDER BY number LIMIT ?",
                SqliteEvidenceTrees::node,
                tree,
                level,
                first,
                most));
    }

    @Override
    public Optional<Node> last(String tree) {
        return store.read(statements ->
                statements.first(NODE + "level = 0 ORDER BY number DESC LIMIT 1", SqliteEvidenceTrees::node, tree));
    }

    private static Node node(ResultSet row) throws SQLException {
        return new Node(row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getBytes(5));
    }

    @Override
    public void forgetHashes() {
        store.write(transaction -> {
            transaction.update("DELETE FROM evidence_node");
            return transaction.update("UPDATE evidence_progress SET position = -1");
        });
    }

    @Override
    public Optional<SignedCheckpoint> lastCheckpoint(String origin) {
        return checkpointsBefore(origin, Long.MAX_VALUE, 1).stream().findFirst();
    }

    @Override
    public List<SignedCheckpoint> checkpointsBefore(String origin, long number, int most) {
        return store.read(statements -> statements.all(
                CHECKPOINT + "AND number < ? ORDER BY number DESC LIMIT ?",
                SqliteEvidenceTrees::checkpoint,
                origin,
                number,
                most));
    }

    private static SignedCheckpoint checkpoint(ResultSet row) throws SQLException {
        return new SignedCheckpoint(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(5));
    }

    @Override
    public boolean add(SignedCheckpoint next) {
        return store.write(transaction -> transaction.update(
                        "INSERT OR IGNORE INTO evidence_checkpoint (origin, number, size, at, note) VALUES (?, ?, ?, ?, ?)",
                        next.origin(),
                        next.number(),
                        next.size(),
                        next.at().toEpochMilli(),
                        next.note())
                == 1);
    }
}
