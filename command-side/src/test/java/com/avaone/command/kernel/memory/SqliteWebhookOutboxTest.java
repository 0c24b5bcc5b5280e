package com.avaone.command.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.api.webhook.WebhookId;
import com.avaone.command.kernel.eventstore.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded store keeps the contract, and what only it promises. */
@SuppressWarnings("NullAway.Init") // opened before each test
class SqliteWebhookOutboxTest extends WebhookOutboxContractTest {

    @TempDir
    Path directory;

    private SqliteStore store;

    @Override
    WebhookOutbox open() {
        store = SqliteStore.open(directory.resolve("events.sqlite"));
        return new SqliteWebhookOutbox(store);
    }

    @Override
    void close() {
        store.close();
    }

    @Test
    void leavesNothingToARunThatIsOver() {
        var webhookId = WebhookId.random();
        var now = Instant.EPOCH;
        outbox.take(webhookId, "killed", now, now.plusSeconds(60), 0);

        assertThat(new SqliteWebhookOutbox(store).take(webhookId, "next", now, now.plusSeconds(60), 0))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WHERE webhook_id = '' ORDER BY last_attempt_at DESC, delivery_id DESC LIMIT 25",
                "WHERE webhook_id = '' AND state = 'DEAD' ORDER BY last_attempt_at DESC, delivery_id DESC LIMIT 25",
                "WHERE webhook_id = '' AND (last_attempt_at, delivery_id) < (0, '') ORDER BY last_attempt_at DESC, delivery_id DESC",
                "WHERE state = 'DELIVERED' AND last_attempt_at < 0 LIMIT 1",
                SqliteWebhookOutbox.DUE,
                SqliteWebhookOutbox.ANY_DUE,
                SqliteWebhookOutbox.IN_STATE
            })
    void findsByAnIndex(String condition) {
        var plan = store.read(statements -> statements.all(
                "EXPLAIN QUERY PLAN SELECT type FROM webhook_delivery " + condition.replace("?", "0"),
                row -> row.getString(4)));

        assertThat(List.copyOf(plan))
                .singleElement()
                .asString()
                .startsWith("SEARCH webhook_delivery USING INDEX webhook_delivery_");
    }
}
