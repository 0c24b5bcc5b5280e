package com.avaone.command.kernel.memory;

import com.avaone.api.kernel.TimeOrderedId;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On the server that {@code AVAONE_TEST_MONGODB_URI} names, else on one that speaks its protocol in this process. */
@SuppressWarnings("NullAway.Init") // opened before each test
class MongoEvidenceTreesTest extends EvidenceTreesContractTest {

    private final String database = "test_" + TimeOrderedId.next();
    private @Nullable MongoServer server;
    private MongoClient client;

    @Override
    EvidenceTrees open() {
        client = MongoClients.create(
                Optional.ofNullable(System.getenv("AVAONE_TEST_MONGODB_URI")).orElseGet(this::startServer));
        return new MongoEvidenceTrees(client.getDatabase(database));
    }

    private String startServer() {
        server = new MongoServer(H2Backend.inMemory());
        return server.bindAndGetConnectionString();
    }

    @Override
    void close() {
        client.getDatabase(database).drop();
        client.close();
        if (server != null) {
            server.shutdownNow();
        }
    }
}
