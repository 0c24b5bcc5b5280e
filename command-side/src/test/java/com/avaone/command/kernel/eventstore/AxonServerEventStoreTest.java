package com.avaone.command.kernel.eventstore;

import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Axon Server keeps the contract too; runs where {@code AVAONE_TEST_AXONSERVER} names one as host:port. */
@EnabledIfEnvironmentVariable(
        named = "AVAONE_TEST_AXONSERVER",
        matches = ".+:\\d+",
        disabledReason = "AVAONE_TEST_AXONSERVER names no Axon Server (host:port)")
@SuppressWarnings("NullAway.Init") // opened before each test
class AxonServerEventStoreTest extends EventStoreContractTest {

    private AxonServerConnectionManager connections;

    @Override
    EventStore open() {
        var configuration = AxonServerConfiguration.builder()
                .servers(System.getenv("AVAONE_TEST_AXONSERVER"))
                .componentName("event-store-contract-test")
                .build();
        connections = AxonServerConnectionManager.builder()
                .axonServerConfiguration(configuration)
                .build();
        connections.start();
        return AxonServerEventStore.builder()
                .configuration(configuration)
                .platformConnectionManager(connections)
                .eventSerializer(SERIALIZER)
                .snapshotSerializer(SERIALIZER)
                .snapshotFilter(SnapshotFilter.allowAll())
                .build();
    }

    @Override
    void close() {
        connections.shutdown();
    }
}
