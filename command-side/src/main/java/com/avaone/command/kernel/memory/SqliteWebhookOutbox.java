package com.avaone.command.kernel.memory;

import com.avaone.api.feed.FeedPoint;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.eventstore.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Endpoints in table {@code webhook}, deliveries in {@code webhook_delivery}, sequences that are behind in {@code webhook_behind}. */
final class SqliteWebhookOutbox implements WebhookOutbox {

    private static final String ENDPOINT =
            "SELECT webhook_id, point_position, point_count, point_digest, reached, failing_since, rest_until, version FROM webhook";

    private static final String DELIVERY =
            "SELECT webhook_id, delivery_id, position, type, aggregate_id, state, attempts, last_attempt_at, status, problem,"
                    + " milliseconds, next_attempt_at FROM webhook_delivery";

    /** Names its indexes: SQLite cannot know how few are due. */
    static final String DUE = " INDEXED BY webhook_delivery_due_of WHERE webhook_id = ? AND next_attempt_at IS NOT NULL"
            + " AND next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ?";

    static final String ANY_DUE =
            " INDEXED BY webhook_delivery_due WHERE next_attempt_at IS NOT NULL AND next_attempt_at <= ?";

    static final String IN_STATE = " INDEXED BY webhook_delivery_by_state WHERE webhook_id = ? AND state = ?";

    private static final String OF_THESE = " IN (SELECT value FROM json_each(?))";

    static final String COUNTS =
            "SELECT webhook_id, state, COUNT(*) FROM webhook_delivery INDEXED BY webhook_delivery_by_state WHERE webhook_id"
                    + OF_THESE + " AND state IN ('WAITING', 'DEAD') GROUP BY webhook_id, state";

    private final SqliteStore store;

    /** Frees what an earlier run had taken: nobody else has this file. */
    SqliteWebhookOutbox(SqliteStore store) {
        this.store = store;
        store.write(transaction -> transaction.update("UPDATE webhook SET owned_until = 0 WHERE owned_until > 0"));
    }

    @Override
    public Optional<Endpoint> take(WebhookId webhookId, String owner, Instant now, Instant until, long since) {
        return store.write(transaction -> {
            transaction.update(
                    "INSERT INTO webhook (webhook_id, point_position, point_count, point_digest, reached, version, owner, owned_until)"
                            + " VALUES (?, ?, 0, ?, ?, 0, '', 0) ON CONFLICT DO NOTHING",
                    webhookId.value(),
                    since,
                    FeedPoint.NOTHING,
                    since);
            var isTaken = transaction.update(
                            "UPDATE webhook SET owner = ?, owned_until = ?, version = version + 1"
                                    + " WHERE webhook_id = ? AND (owner = ? OR owned_until <= ?)",
                            owner,
                            until.toEpochMilli(),
                            webhookId.value(),
                            owner,
                            now.toEpochMilli())
                    == 1;
            return isTaken
                    ? transaction.first(
                            ENDPOINT + " WHERE webhook_id = ?", SqliteWebhookOutbox::endpoint, webhookId.value())
                    : Optional.<Endpoint>empty();
        });
    }

    private static Endpoint endpoint(ResultSet row) throws SQLException {
        return new Endpoint(
                new WebhookId(row.getString(1)),
                new FeedPoint(row.getLong(2), row.getLong(3), row.getString(4)),
                row.getLong(5),
                instant(row, 6),
                instant(row, 7),
                row.getLong(8));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    @Override
    public void release(String owner) {
        store.write(transaction ->
                transaction.update("UPDATE webhook SET owned_until = 0 WHERE owner = ? AND owned_until > 0", owner));
    }

    @Override
    public Optional<Endpoint> save(Endpoint endpoint, Changes changes) {
        return store.write(transaction -> {
            var isAsRead = transaction.update(
                            "UPDATE webhook SET point_position = ?, point_count = ?, point_digest = ?, reached = ?, failing_since = ?,"
                                    + " rest_until = ?, version = version + 1 WHERE webhook_id = ? AND version = ?",
                            endpoint.point().position(),
                            endpoint.point().count(),
                            endpoint.point().digest(),
                            endpoint.reached(),
                            millis(endpoint.failingSince()),
                            millis(endpoint.restUntil()),
                            endpoint.webhookId().value(),
                            endpoint.version())
                    == 1;
            if (!isAsRead) {
                return Optional.<Endpoint>empty();
            }
            for (var delivery : changes.deliveries()) {
                put(transaction, delivery);
            }
            for (var behind : changes.behind().entrySet()) {
                transaction.update(
                        "INSERT INTO webhook_behind (webhook_id, sequence, position) VALUES (?, ?, ?)"
                                + " ON CONFLICT (webhook_id, sequence) DO UPDATE SET position = excluded.position",
                        endpoint.webhookId().value(),
                        behind.getKey(),
                        behind.getValue());
            }
            for (var sequence : changes.caughtUp()) {
                transaction.update(
                        "DELETE FROM webhook_behind WHERE webhook_id = ? AND sequence = ?",
                        endpoint.webhookId().value(),
                        sequence);
            }
            return Optional.of(new Endpoint(
                    endpoint.webhookId(),
                    endpoint.point(),
                    endpoint.reached(),
                    endpoint.failingSince(),
                    endpoint.restUntil(),
                    endpoint.version() + 1));
        });
    }

    private static void put(Transaction transaction, WebhookDelivery delivery) throws SQLException {
        transaction.update(
                "INSERT OR REPLACE INTO webhook_delivery (webhook_id, delivery_id, position, type, aggregate_id, state, attempts,"
                        + " last_attempt_at, status, problem, milliseconds, next_attempt_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                delivery.webhookId().value(),
                delivery.deliveryId(),
                delivery.position(),
                delivery.type(),
                delivery.aggregateId(),
                delivery.state().name(),
                delivery.attempts(),
                delivery.lastAttemptAt().toEpochMilli(),
                delivery.status(),
                delivery.problem(),
                delivery.milliseconds(),
                millis(delivery.nextAttemptAt()));
    }

    @Override
    public void moved(Collection<Endpoint> endpoints) {
        store.write(transaction -> {
            for (var endpoint : endpoints) {
                transaction.update(
                        "UPDATE webhook SET point_position = ?, reached = ? WHERE webhook_id = ? AND version = ?",
                        endpoint.point().position(),
                        endpoint.reached(),
                        endpoint.webhookId().value(),
                        endpoint.version());
            }
            return endpoints.size();
        });
    }

    @Override
    public Map<WebhookId, Endpoint> endpoints(Collection<WebhookId> webhookIds) {
        var found = new HashMap<WebhookId, Endpoint>();
        store.read(statements -> statements.all(
                        ENDPOINT + " WHERE webhook_id" + OF_THESE, SqliteWebhookOutbox::endpoint, these(webhookIds)))
                .forEach(endpoint -> found.put(endpoint.webhookId(), endpoint));
        return found;
    }

    /** One text for any number: each text is a statement that stays prepared. */
    private static String these(Collection<WebhookId> webhookIds) {
        return webhookIds.stream()
                .map(webhookId -> '"' + webhookId.value() + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public Map<String, Long> waiting(WebhookId webhookId) {
        return positions(
                "SELECT aggregate_id, position FROM webhook_delivery" + IN_STATE,
                webhookId.value(),
                DeliveryState.WAITING.name());
    }

    @Override
    public Map<String, Long> behind(WebhookId webhookId) {
        return positions("SELECT sequence, position FROM webhook_behind WHERE webhook_id = ?", webhookId.value());
    }

    private Map<String, Long> positions(String sql, Object... arguments) {
        var positions = new HashMap<String, Long>();
        store.read(statements -> statements.all(
                sql,
                row -> {
                    var sequence = row.getString(1);
                    return positions.put(sequence == null ? NO_AGGREGATE : sequence, row.getLong(2));
                },
                arguments));
        return positions;
    }

    @Override
    public List<WebhookDelivery> due(WebhookId webhookId, Instant now, int limit) {
        return store.read(statements -> statements.all(
                DELIVERY + DUE, SqliteWebhookOutbox::delivery, webhookId.value(), now.toEpochMilli(), limit));
    }

    private static WebhookDelivery delivery(ResultSet row) throws SQLException {
        var status = row.getInt(9);
        var wasAnswered = !row.wasNull();
        return new WebhookDelivery(
                new WebhookId(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                DeliveryState.valueOf(row.getString(6)),
                row.getInt(7),
                Instant.ofEpochMilli(row.getLong(8)),
                wasAnswered ? status : null,
                row.getString(10),
                row.getLong(11),
                instant(row, 12));
    }

    @Override
    public Set<WebhookId> anyDue(Instant now) {
        return new LinkedHashSet<>(store.read(statements -> statements.all(
                "SELECT DISTINCT webhook_id FROM webhook_behind UNION SELECT DISTINCT webhook_id FROM webhook_delivery"
                        + ANY_DUE,
                row -> new WebhookId(row.getString(1)),
                now.toEpochMilli())));
    }

    @Override
    public Map<WebhookId, Counts> counts(Collection<WebhookId> webhookIds) {
        var counts = new HashMap<WebhookId, Counts>();
        store.read(statements -> statements.all(
                COUNTS,
                row -> counts.merge(
                        new WebhookId(row.getString(1)),
                        Counts.NONE.with(DeliveryState.valueOf(row.getString(2)), row.getInt(3)),
                        (one, other) -> new Counts(one.waiting() + other.waiting(), one.dead() + other.dead())),
                these(webhookIds)));
        return counts;
    }

    @Override
    public List<WebhookDelivery> newest(
            WebhookId webhookId, @Nullable DeliveryState state, @Nullable Place before, int limit) {
        var sql = new StringBuilder(DELIVERY).append(" WHERE webhook_id = ?");
        var arguments = new ArrayList<Object>();
        arguments.add(webhookId.value());
        if (state != null) {
            sql.append(" AND state = ?");
            arguments.add(state.name());
        }
        if (before != null) {
            sql.append(" AND (last_attempt_at, delivery_id) < (?, ?)");
            arguments.add(before.lastAttemptAt().toEpochMilli());
            arguments.add(before.deliveryId());
        }
        sql.append(" ORDER BY last_attempt_at DESC, delivery_id DESC LIMIT ?");
        arguments.add(limit);
        return store.read(
                statements -> statements.all(sql.toString(), SqliteWebhookOutbox::delivery, arguments.toArray()));
    }

    @Override
    public Optional<WebhookDelivery> delivery(WebhookId webhookId, String deliveryId) {
        return store.read(statements -> statements.first(
                DELIVERY + " WHERE webhook_id = ? AND delivery_id = ?",
                SqliteWebhookOutbox::delivery,
                webhookId.value(),
                deliveryId));
    }

    @Override
    public void resend(WebhookId webhookId, String deliveryId, Instant now) {
        store.write(transaction -> transaction.update(
                "UPDATE webhook_delivery SET next_attempt_at = ? WHERE webhook_id = ? AND delivery_id = ?",
                now.toEpochMilli(),
                webhookId.value(),
                deliveryId));
    }

    @Override
    public void recover(WebhookId webhookId, long since) {
        store.write(transaction -> {
            var isReached = transaction.update(
                            "UPDATE webhook SET point_position = ?, point_count = 0, point_digest = ?, reached = ?, rest_until = NULL,"
                                    + " version = version + 1 WHERE webhook_id = ? AND reached >= ?",
                            since,
                            FeedPoint.NOTHING,
                            since,
                            webhookId.value(),
                            since)
                    == 1;
            if (isReached) {
                transaction.update(
                        "DELETE FROM webhook_delivery WHERE webhook_id = ? AND state = 'WAITING' AND position > ?",
                        webhookId.value(),
                        since);
                transaction.update(
                        "DELETE FROM webhook_behind WHERE webhook_id = ? AND position >= ?", webhookId.value(), since);
            }
            return isReached;
        });
    }

    @Override
    public void forget(WebhookId webhookId) {
        store.write(transaction -> {
            transaction.update("DELETE FROM webhook WHERE webhook_id = ?", webhookId.value());
            transaction.update("DELETE FROM webhook_delivery WHERE webhook_id = ?", webhookId.value());
            return transaction.update("DELETE FROM webhook_behind WHERE webhook_id = ?", webhookId.value());
        });
    }

    @Override
    public int forgetAllBut(WebhookId webhookId, DeliveryState state, int kept) {
        return store.write(transaction -> transaction.update(
                "DELETE FROM webhook_delivery WHERE webhook_id = ? AND state = ? AND (last_attempt_at, delivery_id) <= ("
                        + "SELECT last_attempt_at, delivery_id FROM webhook_delivery WHERE webhook_id = ? AND state = ?"
                        + " ORDER BY last_attempt_at DESC, delivery_id DESC LIMIT 1 OFFSET ?)",
                webhookId.value(),
                state.name(),
                webhookId.value(),
                state.name(),
                kept));
    }

    @Override
    public int forgetOlder(Instant before, int limit) {
        var isAnyOld = store.read(statements -> statements.first(
                "SELECT 1 FROM webhook_delivery WHERE state = 'DELIVERED' AND last_attempt_at < ? LIMIT 1",
                row -> true,
                before.toEpochMilli()));
        return isAnyOld.isEmpty()
                ? 0
                : store.write(transaction -> transaction.update(
                        "DELETE FROM webhook_delivery WHERE (webhook_id, delivery_id) IN (SELECT webhook_id, delivery_id"
                                + " FROM webhook_delivery WHERE state = 'DELIVERED' AND last_attempt_at < ? LIMIT ?)",
                        before.toEpochMilli(),
                        limit));
    }
}
