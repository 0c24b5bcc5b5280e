package com.avaone.command.kernel.bus;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every node needs to send commands. */
@Configuration(proxyBeanMethods = false)
class CommandSending {

    @Bean
    CommandGateway commandGateway(CommandBus commands) {
        return new TypedCommandGateway(commands);
    }

    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOrigin();
    }
}
