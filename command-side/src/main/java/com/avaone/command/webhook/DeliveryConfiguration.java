package com.avaone.command.webhook;

import com.avaone.api.feed.EventFeed;
import com.avaone.api.kernel.TimeOrderedId;
import com.avaone.api.webhook.WebhookDeliveries;
import com.avaone.command.kernel.CommandRole;
import com.avaone.command.kernel.eventstore.LogHead;
import com.avaone.command.kernel.memory.CommandMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What sends events to webhook endpoints: on every node that handles commands. What was sent can be asked for on every node. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    @Bean
    WebhookSender webhookSender(
            @Value("${avaone.webhooks.private-networks:false}") boolean privateNetworks, Clock clock) {
        return new WebhookSender(privateNetworks, clock);
    }

    @Bean
    WebhookDeliveries webhookDeliveries(
            CommandMemory memory,
            WebhookSender sender,
            WebhookTargets targets,
            EventStore events,
            ObjectProvider<WebhookEngine> engine,
            Clock clock) {
        return new StoredWebhookDeliveries(
                memory.webhookOutbox(),
                sender,
                targets,
                head(events),
                () -> Optional.ofNullable(engine.getIfAvailable()),
                clock);
    }

    @Bean
    @CommandRole
    WebhookEngine webhookEngine(
            CommandMemory memory,
            EventFeed feed,
            WebhookTargets targets,
            WebhookSender sender,
            EventStore events,
            ObjectProvider<MeterRegistry> metrics,
            @Value("${avaone.webhooks.endpoints-at-once:16}") int atOnce,
            @Value("${avaone.webhooks.retries:5s,5m,30m,2h,5h,10h,14h,20h,24h}") List<Duration> retries,
            Clock clock) {
        return new WebhookEngine(
                new DeliveryTools(
                        memory.webhookOutbox(),
                        feed,
                        targets,
                        sender,
                        new Retries(retries),
                        new DeliveryMetrics(metrics.getIfAvailable(CompositeMeterRegistry::new)),
                        clock,
                        TimeOrderedId.next(),
                        new Semaphore(atOnce, true),
                        new Semaphore(atOnce, true)),
                head(events),
                LOOK_EVERY);
    }

    private static LongSupplier head(EventStore events) {
        return () -> {
            if (events instanceof LogHead log) {
                return log.head();
            }
            var token = events.createHeadToken();
            return token == null ? 0 : token.position().orElse(0);
        };
    }
}
