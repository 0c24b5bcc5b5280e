package com.avaone.command.kernel.memory;

import com.avaone.api.asset.AssetBytes;
import com.avaone.command.kernel.eventstore.DataDirectory;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.mongodb.client.MongoClient;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The memory lies where the events do: in the embedded store's file, or beside Axon Server in MongoDB. Every node has it, because passwords
 * and the seals of sessions are checked where people sign in, and pictures are shown where people look at them.
 */
@Configuration(proxyBeanMethods = false)
class MemoryConfiguration {

    @Bean
    @ConditionalOnProperty(name = "avaone.event-store", havingValue = "embedded", matchIfMissing = true)
    CommandMemory sqliteMemory(SqliteStore store, Clock clock) {
        return new SqliteMemory(store, clock);
    }

    @Bean
    @ConditionalOnProperty(name = "avaone.event-store", havingValue = "axonserver")
    CommandMemory mongoMemory(
            MongoClient client, @Value("${avaone.mongodb.database:company_management}") String database, Clock clock) {
        return new MongoMemory(client.getDatabase(database), clock);
    }

    @Bean
    @ConditionalOnProperty(name = "avaone.event-store", havingValue = "embedded", matchIfMissing = true)
    AssetBytes filedAssetBytes(DataDirectory directory) {
        return new FiledAssetBytes(directory.assets());
    }

    @Bean
    @ConditionalOnProperty(name = "avaone.event-store", havingValue = "axonserver")
    AssetBytes gridFsAssetBytes(
            MongoClient client, @Value("${avaone.mongodb.database:company_management}") String database) {
        return new GridFsAssetBytes(client.getDatabase(database));
    }

    @Bean
    @ConditionalOnProperty(name = "avaone.event-store", havingValue = "embedded", matchIfMissing = true)
    EvidenceTrees sqliteEvidenceTrees(SqliteStore store) {
        return new SqliteEvidenceTrees(store);
    }

    @Bean
    @ConditionalOnProperty(name = "avaone.event-store", havingValue = "axonserver")
    EvidenceTrees mongoEvidenceTrees(
            MongoClient client, @Value("${avaone.mongodb.database:company_management}") String database) {
        return new MongoEvidenceTrees(client.getDatabase(database));
    }
}
