package com.avaone.command.kernel.eventstore;

import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads what Axon Server holds as it lies there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "avaone.event-store", havingValue = "axonserver")
class AxonServerLogConfiguration {

    @Bean
    StoredLog axonServerStoredLog(AxonServerConnectionManager connections) {
        return new AxonServerStoredLog(() -> connections.getConnection().eventChannel());
    }
}
