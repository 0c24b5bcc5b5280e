package com.avaone.command.kernel.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.api.Test;

/**
 * The memory in MongoDB keeps the contract: on the server that {@code AVAONE_TEST_MONGODB_URI} names, else on one that speaks its protocol
 * in this process.
 */
@SuppressWarnings("NullAway.Init") // opened before each test
class MongoMemoryTest extends CommandMemoryContractTest {

    private static @Nullable MongoServer server;
    private static MongoClient client;

    private final String database = "test_" + TimeOrderedId.next();
    private MongoMemory mongo;

    @BeforeAll
    static void connect() {
        client = MongoClients.create(
                Optional.ofNullable(System.getenv("AVAONE_TEST_MONGODB_URI")).orElseGet(MongoMemoryTest::startServer));
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
    CommandMemory open() {
        return mongo = new MongoMemory(client.getDatabase(database), clock);
    }

    @Override
    void close() {
        mongo.close();
    }

    @Override
    String stored() {
        var all = new StringBuilder();
        var stored = client.getDatabase(database);
        for (var collection : stored.listCollectionNames()) {
            stored.getCollection(collection).find().forEach(document -> all.append(document.toJson()));
        }
        return all.toString();
    }

    @Test
    void findsAtOnceWhatAnotherNodePutIntoTheVault() {
        try (var other = new MongoMemory(client.getDatabase(database), clock)) {
            other.credentialVault().put("key", "usr_1", new Secret("new"));

            assertThat(memory.credentialVault().find("key", "usr_1")).hasValue(new Secret("new"));
            assertThat(memory.credentialVault().putIfAbsent("key", "usr_1", new Secret("later")))
                    .isEqualTo(new Secret("new"));
        }
    }

    @Test
    void doesNotReplaceWhatAnotherNodeHasChanged() {
        memory.credentialVault().put("key", "usr_1", new Secret("old"));
        try (var other = new MongoMemory(client.getDatabase(database), clock)) {
            other.credentialVault().erase("key", "usr_1", new Secret("mark"));

            assertThat(memory.credentialVault().replace("key", "usr_1", new Secret("old"), new Secret("new")))
                    .isFalse();
            assertThat(memory.credentialVault().get("key", "usr_1")).hasValue(new Secret("mark"));
        }
    }

    @Test
    void seesWhatAnotherNodeChangesInTheVault() {
        try (var other = new MongoMemory(client.getDatabase(database), clock)) {
            other.credentialVault().put("password", "usr_1", new Secret("hash"));
            await().untilAsserted(() -> assertThat(memory.credentialVault().get("password", "usr_1"))
                    .hasValue(new Secret("hash")));

            other.credentialVault().remove("password", "usr_1");
            await().untilAsserted(() -> assertThat(memory.credentialVault().get("password", "usr_1"))
                    .isEmpty());
        }
    }

    @Test
    void leavesNoSecretBehindThatWasRemoved() {
        memory.credentialVault().put("password", "usr_1", new Secret("a hash to forget"));
        memory.credentialVault().remove("password", "usr_1");

        assertThat(client.getDatabase(database)
                        .getCollection("command_credentials")
                        .find())
                .singleElement()
                .asString()
                .doesNotContain("a hash to forget");
    }
}
