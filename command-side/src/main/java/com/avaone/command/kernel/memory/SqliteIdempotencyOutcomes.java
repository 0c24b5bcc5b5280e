package com.avaone.command.kernel.memory;

import com.avaone.api.kernel.Receipt;
import com.avaone.command.kernel.eventstore.Change;
import com.avaone.command.kernel.eventstore.EventStoreUnavailable;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.eventstore.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes in table {@code idempotency_outcome}. Only a claim is waited for. The writer keeps the order, so events are never on the disk
 * without the claim that came before them, nor does a later claim overlook an outcome.
 */
final class SqliteIdempotencyOutcomes implements IdempotencyOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteIdempotencyOutcomes.class);

    private static final String NOT_NOTED =
            "The outcome of a command was not noted; it is settled from the stream when it is asked for";

    private static final long FORGET_EVERY_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int FORGET_AT_ONCE = 5_000;

    private final SqliteStore store;
    private final Clock clock;

    /** Tells the claims of this process from those that an earlier one left behind. */
    private final String runId = UUID.randomUUID().toString();

    private long forgottenAt; // the writer's thread only

    SqliteIdempotencyOutcomes(SqliteStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Known(
            String digest,
            String aggregateId,
            String runId,
            long claimedAt,
            @Nullable Receipt receipt) {

        static Known read(ResultSet row) throws SQLException {
            var id = row.getString(5);
            var receipt = id == null ? null : new Receipt(id, row.getLong(6), row.getLong(7));
            return new Known(row.getString(1), row.getString(2), row.getString(3), row.getLong(4), receipt);
        }
    }

    @Override
    public Claim claim(String scopeKey, String digest, String aggregateId) {
        return store.write(transaction -> claim(transaction, scopeKey, digest, aggregateId));
    }

    private Claim claim(Transaction transaction, String scopeKey, String digest, String aggregateId)
            throws SQLException {
        var now = clock.millis();
        forgetOld(transaction, now);
        var inserted = transaction.update(
                "INSERT INTO idempotency_outcome (scope_key, digest, aggregate_id, run_id, claimed_at)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                scopeKey,
                digest,
                aggregateId,
                runId,
                now);
        if (inserted == 1) {
            return new Claim.Claimed();
        }
        var known = transaction
                .first(
                        "SELECT digest, aggregate_id, run_id, claimed_at, id, version, position"
                                + " FROM idempotency_outcome WHERE scope_key = ?",
                        Known::read,
                        scopeKey)
                .orElseThrow();
        if (!known.digest.equals(digest)) {
            return new Claim.OtherRequest();
        }
        if (known.receipt != null) {
            return new Claim.Done(known.receipt);
        }
        if (known.runId.equals(runId) && now - known.claimedAt <= CLAIM_LIMIT.toMillis()) {
            return new Claim.InProgress();
        }
        transaction.update(
                "UPDATE idempotency_outcome SET run_id = ?, claimed_at = ? WHERE scope_key = ?", runId, now, scopeKey);
        return new Claim.Orphaned(known.aggregateId);
    }

    @Override
    public void complete(String scopeKey, Receipt receipt) {
        submit(transaction -> transaction.update(
                "UPDATE idempotency_outcome SET id = ?, version = ?, position = ? WHERE scope_key = ?",
                receipt.id(),
                receipt.version(),
                receipt.position(),
                scopeKey));
    }

    @Override
    public void abandon(String scopeKey) {
        // An outcome is never taken back.
        submit(transaction ->
                transaction.update("DELETE FROM idempotency_outcome WHERE scope_key = ? AND id IS NULL", scopeKey));
    }

    /** Never fails the command, which is accepted or refused by now. */
    private void submit(Change<Integer> change) {
        try {
            store.submit(change).whenComplete((changed, failure) -> {
                if (failure != null) {
                    LOG.warn(NOT_NOTED, failure);
                }
            });
        } catch (EventStoreUnavailable unavailable) {
            LOG.warn(NOT_NOTED, unavailable);
        }
    }

    /** Forgets as much as was added meanwhile and more, in steps that do not hold up the group. */
    private void forgetOld(Transaction transaction, long now) throws SQLException {
        if (now - forgottenAt < FORGET_EVERY_MILLIS) {
            return;
        }
        var forgotten = transaction.update(
                "DELETE FROM idempotency_outcome WHERE scope_key IN"
                        + " (SELECT scope_key FROM idempotency_outcome WHERE claimed_at < ? LIMIT ?)",
                now - KEPT_FOR.toMillis(),
                FORGET_AT_ONCE);
        forgottenAt = forgotten == FORGET_AT_ONCE ? 0 : now;
    }
}
