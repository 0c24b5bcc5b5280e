package com.avaone.projection.kernel;

import com.avaone.projection.kernel.embedded.EmbeddedMongo;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The clusters that the databases live in: one client for each address, and the embedded server where none is set. */
final class Clusters implements AutoCloseable {

    /** An outage is told after this, well before a processor's claim runs out. */
    private static final int PATIENCE_SECONDS = 3;

    /** Of one request: longer than any batch may take. */
    private static final int READ_SECONDS = 30;

    private final Map<String, MongoClient> clients = new HashMap<>();
    private final Map<Database, MongoClient> byDatabase = new EnumMap<>(Database.class);
    private final @Nullable EmbeddedMongo embedded;

    /**
     * @param embeddedServer started only if a database has no address
     * @param metrics adds its listeners to a client's settings
     */
    Clusters(
            DatabaseSettings settings,
            Supplier<EmbeddedMongo> embeddedServer,
            Consumer<MongoClientSettings.Builder> metrics) {
        embedded = settings.main().uri() == null ? embeddedServer.get() : null;
        var main = embedded == null ? Objects.requireNonNull(settings.main().uri()) : embedded.connectionString();
        Map.of(
                        Database.MAIN, settings.main(),
                        Database.BILLING, settings.billing(),
                        Database.CRM, settings.crm(),
                        Database.PINGORA, settings.pingora())
                .forEach((kind, place) -> {
                    var uri = Objects.requireNonNullElse(place.uri(), main);
                    byDatabase.put(kind, clients.computeIfAbsent(uri, address -> connect(address, metrics)));
                });
    }

    private static MongoClient connect(String uri, Consumer<MongoClientSettings.Builder> metrics) {
        var settings = MongoClientSettings.builder()
                .applicationName("avaone-suite")
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .readTimeout(READ_SECONDS, TimeUnit.SECONDS))
                .writeConcern(WriteConcern.MAJORITY)
                .applyConnectionString(new ConnectionString(uri)); // last: what the address says wins
        metrics.accept(settings);
        return MongoClients.create(settings.build());
    }

    /** Clients by the database that they reach; the tenants' are in the main cluster. */
    Map<Database, MongoClient> byDatabase() {
        return byDatabase;
    }

    /** Whether the main cluster is the embedded server, which no other process can reach. */
    boolean isEmbedded() {
        return embedded != null;
    }

    /**
     * Has the embedded server's file forget what was deleted or written over before now. A real cluster's files are not in the suite's hands:
     * see the decision about personal data.
     */
    void forgetTraces() {
        if (embedded != null) {
            embedded.forgetTraces();
        }
    }

    /** The clients first: the embedded server answers them to the end. */
    @Override
    public void close() {
        clients.values().forEach(MongoClient::close);
        if (embedded != null) {
            embedded.close();
        }
    }
}
