package com.avaone.query.user;

import com.avaone.api.kernel.PersonalSeal;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the identities known to the application. */
@Configuration(proxyBeanMethods = false)
class IdentitiesConfiguration {

    @Bean
    FollowedIdentities identities(
            EventStore log, Clock clock, @Value("${avaone.data-dir:./data}") Path dataDirectory, PersonalSeal seal) {
        return new FollowedIdentities(
                log, clock, dataDirectory.resolve("snapshots").resolve("identities.json"), seal);
    }
}
