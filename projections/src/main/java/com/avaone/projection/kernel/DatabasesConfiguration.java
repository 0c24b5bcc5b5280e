package com.avaone.projection.kernel;

import com.avaone.projection.kernel.embedded.EmbeddedMongo;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.mongodb.MongoMetricsCommandListener;
import io.micrometer.core.instrument.binder.mongodb.MongoMetricsConnectionPoolListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;

/**
 * The databases as beans. Settings: {@code avaone.mongodb.uri} and {@code .database} for the main cluster, {@code avaone.billing.*},
 * {@code avaone.crm.*} and {@code avaone.pingora.*} for those that may live elsewhere; without an address, the embedded server over
 * {@code read-models.db} in {@code avaone.data-dir}.
 */
@Configuration(proxyBeanMethods = false)
class DatabasesConfiguration {

    @Bean
    DatabaseSettings databaseSettings(Environment settings) {
        return DatabaseSettings.from(settings);
    }

    @Bean
    Clusters clusters(DatabaseSettings settings, Environment environment, ObjectProvider<MeterRegistry> metrics) {
        var folder = Path.of(environment.getProperty("avaone.data-dir", "./data"));
        return new Clusters(
                settings,
                () -> EmbeddedMongo.open(folder.resolve("read-models.db")),
                client -> metrics.ifAvailable(registry -> measure(client, registry)));
    }

    private static void measure(MongoClientSettings.Builder client, MeterRegistry registry) {
        client.addCommandListener(new MongoMetricsCommandListener(registry));
        client.applyToConnectionPoolSettings(
                pool -> pool.addConnectionPoolListener(new MongoMetricsConnectionPoolListener(registry)));
    }

    /** The main cluster's; {@link Clusters} closes it. */
    @Bean(destroyMethod = "")
    MongoClient mongoClient(Clusters clusters) {
        return Objects.requireNonNull(clusters.byDatabase().get(Database.MAIN));
    }

    @Bean
    MappingMongoConverter mappingMongoConverter() {
        return DocumentConverter.create();
    }

    @Bean
    Databases databases(Clusters clusters, DatabaseSettings settings, MappingMongoConverter converter) {
        return new Databases(
                clusters.byDatabase(),
                Map.of(
                        Database.MAIN, settings.main().database(),
                        Database.BILLING, settings.billing().database(),
                        Database.CRM, settings.crm().database(),
                        Database.PINGORA, settings.pingora().database()),
                converter,
                clusters::forgetTraces);
    }

    /** The main database, for what is the suite's own. */
    @Bean
    MongoTemplate mongoTemplate(Databases databases) {
        return databases.main();
    }

    @Bean
    MongoDatabaseFactory mongoDatabaseFactory(Databases databases) {
        return databases.main().getMongoDatabaseFactory();
    }

    @Bean
    Rebuilds rebuilds(Databases databases, Clock clock) {
        return new Rebuilds(databases, clock);
    }

    @Bean
    TenantDocuments tenantDocuments(Databases databases, Rebuilds rebuilds) {
        return new TenantDocuments(databases, rebuilds);
    }
}
