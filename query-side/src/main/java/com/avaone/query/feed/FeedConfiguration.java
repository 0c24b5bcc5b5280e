package com.avaone.query.feed;

import com.avaone.api.kernel.PersonalSeal;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the event feed, on every node: it reads the event store, whatever the node does beside. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

    @Bean
    LogFeed eventFeed(
            EventStore store,
            PersonalSeal seal,
            @Value("${avaone.public-url:http://localhost:3005}") String publicUrl) {
        var writer = new CloudEventWriter(publicUrl);
        return new LogFeed(store, writer, seal, new EventTypes(new EventSchemas(writer)));
    }
}
