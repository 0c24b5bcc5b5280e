package com.avaone.command.kernel.eventstore;

import java.nio.file.Path;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * The embedded event store, unless property {@code avaone.event-store} says otherwise. An event bus being there already, Axon's
 * autoconfiguration declares none.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "avaone.event-store", havingValue = "embedded", matchIfMissing = true)
class EmbeddedEventStoreConfiguration {

    @Bean
    DataDirectory dataDirectory(@Value("${avaone.data-dir:./data}") Path directory) {
        return DataDirectory.open(directory);
    }

    @Bean
    SqliteStore sqliteStore(DataDirectory directory) {
        return SqliteStore.open(directory.eventStore());
    }

    @Bean
    SqliteEventStorageEngine eventStorageEngine(
            SqliteStore store, @Qualifier("eventSerializer") Serializer serializer, Configuration axon) {
        return new SqliteEventStorageEngine(store, serializer, axon.upcasterChain(), axon.snapshotFilter());
    }

    @Bean
    LiveEventStore eventStore(SqliteEventStorageEngine engine, Configuration axon) {
        return new LiveEventStore(
                engine,
                axon.messageMonitor(EventStore.class, "eventStore"),
                axon.getComponent(EventBusSpanFactory.class));
    }

    @Bean
    StoredLog sqliteStoredLog(SqliteStore store) {
        return StoredLog.in(store);
    }

    /** The bean's name makes it the component {@code eventStore}. */
    @Bean
    EventStoreHealth eventStoreHealthIndicator(SqliteStore store) {
        return new EventStoreHealth(store);
    }
}
