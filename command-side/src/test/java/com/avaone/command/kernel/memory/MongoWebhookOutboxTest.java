package com.avaone.command.kernel.memory;

import com.avaone.api.kernel.TimeOrderedId;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

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

    @Override
    void close() {
        // Nothing is held.
    }
}
