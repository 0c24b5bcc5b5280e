package com.avaone.projection.kernel;

import com.avaone.projection.kernel.embedded.EmbeddedMongo;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Databases of a test, on an embedded server that forgets them; and the writer over them. */
public final class ReadModelsOnDisposal implements AutoCloseable {

    private final EmbeddedMongo server = EmbeddedMongo.inMemory();
    private final AtomicInteger forgettings = new AtomicInteger();
    private final MongoClient client;
    private final Databases databases;
    private final Rebuilds rebuilds;
    private final TenantDocuments documents;

    /** Empty databases. */
    public ReadModelsOnDisposal() {
        this(address -> address);
    }

    /** @param way the address by which the server at another is reached */
    ReadModelsOnDisposal(UnaryOperator<String> way) {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(way.apply(server.connectionString())))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(1, TimeUnit.SECONDS))
                .build());
        databases = new Databases(
                Map.of(
                        Database.MAIN, client,
                        Database.BILLING, client,
                        Database.CRM, client,
                        Database.PINGORA, client),
                Map.of(
                        Database.MAIN, "company_management",
                        Database.BILLING, "billing",
                        Database.CRM, "crm",
                        Database.PINGORA, "pingora"),
                DocumentConverter.create(),
                () -> {
                    forgettings.incrementAndGet();
                    server.forgetTraces();
                });
        rebuilds = new Rebuilds(databases, Clock.systemUTC());
        documents = new TenantDocuments(databases, rebuilds);
    }

    /** The databases. */
    public Databases databases() {
        return databases;
    }

    /** How often it was said that what is deleted shall disappear from the files. */
    int forgettings() {
        return forgettings.get();
    }

    /** How many documents queries have looked at. */
    public long scannedDocuments() {
        return server.scannedDocuments();
    }

    Rebuilds rebuilds() {
        return rebuilds;
    }

    /** The writer. */
    public TenantDocuments documents() {
        return documents;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
