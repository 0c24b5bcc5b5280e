package com.avaone.command.webhook;

import com.avaone.api.user.Identities;
import com.avaone.api.webhook.WebhookSecrets;
import com.avaone.command.kernel.AutomaticCommands;
import com.avaone.command.kernel.memory.CommandMemory;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoints' part that is no message handler, on every node: what is asked and tried on one is sent by another. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    WebhookSecrets webhookSecrets(CommandMemory memory) {
        return new VaultWebhookSecrets(memory.credentialVault());
    }

    @Bean
    WebhookAddresses webhookAddresses(@Value("${avaone.webhooks.private-networks:false}") boolean privateNetworks) {
        return new WebhookAddresses(privateNetworks);
    }

    @Bean
    WebhookTargets webhookTargets(
            Identities identities, WebhookSecrets secrets, ObjectProvider<AutomaticCommands> commands, Clock clock) {
        return new KnownWebhookTargets(identities, secrets, commands::getObject, clock);
    }
}
