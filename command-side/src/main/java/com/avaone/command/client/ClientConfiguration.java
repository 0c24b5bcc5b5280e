package com.avaone.command.client;

import com.avaone.api.client.ClientTokens;
import com.avaone.command.kernel.memory.CommandMemory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The room's part that is no message handler. */
@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    @Bean
    ClientTokens clientTokens(CommandMemory memory) {
        return new VaultClientTokens(memory.credentialVault(), memory.processState());
    }
}
