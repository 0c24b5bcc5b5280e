package com.avaone.command.kernel;

import com.avaone.api.kernel.PersonalSeal;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** All three serializers that Axon asks for; a missing one would silently be XStream. */
@Configuration(proxyBeanMethods = false)
class Serializers {

    /** Events stand in the API; snapshots are aggregates of the command side. */
    @Bean
    MessageNames messageNames() {
        return MessageNames.scan("com.avaone.api", "com.avaone.command");
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(MessageNames names, PersonalSeal seal) {
        return NamedSerializer.forEvents(names, seal);
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(MessageNames names) {
        return NamedSerializer.forMessages(names);
    }

    /** For tracking tokens and whatever else asks for no special one. */
    @Bean
    @Primary
    Serializer serializer(MessageNames names) {
        return NamedSerializer.forMessages(names);
    }
}
