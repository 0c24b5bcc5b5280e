package com.avaone.command.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.spy;

import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.avaone.command.kernel.memory.WebhookOutbox.Changes;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.WriteModel;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** MongoDB keeps the contract: on the server that {@code AVAONE_TEST_MONGODB_URI} names, else on one of its protocol in this process. */
@SuppressWarnings("NullAway.Init") // opened before each test
class MongoWebhookOutboxTest extends WebhookOutboxContractTest {

    private static @Nullable MongoServer server;
    private static MongoClient client;

    private final String database = "test_" + TimeOrderedId.next();

    @BeforeAll
    static void connect() {
        client = MongoClients.create(Optional.ofNullable(System.getenv("AVAONE_TEST_MONGODB_URI"))
                .orElseGet(MongoWebhookOutboxTest::startServer));
    }

    private static String startServer() {
        server = new MongoServer(H2Backend.inMemory());
        return server.bindAndGetConnectionString();
    }

    @AfterAll
    static void disconnect() {
        client.close();
        if (server != null) {
            server.shutdownNow();
        }
    }

    @AfterEach
    void drop() {
        client.getDatabase(database).drop();
    }

    @Override
    WebhookOutbox open() {
        var stored = client.getDatabase(database);
        return new MongoWebhookOutbox(
                stored.getCollection("webhooks"), stored.getCollection("deliveries"), stored.getCollection("behind"));
    }

    @Test
    void leavesNoSequenceOutOfWhichOnlySomeDeliveriesWereStored() {
        var webhook = WebhookId.random();
        var now = Instant.parse("2026-03-04T05:06:07Z");
        var first = waiting(webhook, 8, now);
        var taken = outbox.take(webhook, "node", now, now, 7).orElseThrow();
        var saved = outbox.save(taken, new Changes(List.of(first), Map.of(), Set.of()))
                .orElseThrow();
        assertThat(outbox.behind(webhook)).isEmpty();

        var stored = client.getDatabase(database);
        var deliveries = spy(stored.getCollection("deliveries"));
        doAnswer(call -> {
                    stored.getCollection("deliveries")
                            .bulkWrite(call.<List<WriteModel<Document>>>getArgument(0)
                                    .subList(0, 1));
                    throw new MongoException("The rest was not written.");
                })
                .when(deliveries)
                .bulkWrite(anyList());
        var dying =
                new MongoWebhookOutbox(stored.getCollection("webhooks"), deliveries, stored.getCollection("behind"));
        var delivered = new WebhookDelivery(
                webhook,
                first.deliveryId(),
                8,
                first.type(),
                first.aggregateId(),
                DeliveryState.DELIVERED,
                2,
                now,
                204,
                null,
                3,
                null);
        var changes = new Changes(List.of(delivered, waiting(webhook, 12, now)), Map.of(), Set.of("lic_1"));
        assertThatThrownBy(() -> dying.save(saved, changes)).isInstanceOf(MongoException.class);

        assertThat(outbox.waiting(webhook)).isEmpty();
        assertThat(outbox.behind(webhook)).isEqualTo(Map.of("lic_1", 11L));
        assertThat(outbox.save(saved, changes)).isPresent();
        assertThat(outbox.waiting(webhook)).isEqualTo(Map.of("lic_1", 12L));
        assertThat(outbox.behind(webhook)).isEmpty();
    }

    private static WebhookDelivery waiting(WebhookId webhook, long position, Instant now) {
        return new WebhookDelivery(
                webhook,
                "event-" + position,
                position,
                "license.suspended",
                "lic_1",
                DeliveryState.WAITING,
                1,
                now,
                500,
                "It answers 500.",
                3,
                now);
    }

    @Override
    void close() {
        // Nothing is held.
    }
}
