package com.avaone.command.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Figures of this node: {@code avaone.webhooks.deliveries}, {@code .failures}, {@code .dead}, {@code .waiting} and {@code .lag}. */
final class DeliveryMetrics {

    private final MeterRegistry registry;
    private final Counter taken;
    private final Counter failed;
    private final Counter dead;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        taken = counter("deliveries", "Messages that a webhook endpoint took");
        failed = counter("failures", "Attempts at which a webhook endpoint took nothing");
        dead = counter("dead", "Messages to webhook endpoints that are not tried again");
    }

    private Counter counter(String figure, String description) {
        return Counter.builder("avaone.webhooks." + figure)
                .description(description)
                .register(registry);
    }

    void taken(long milliseconds) {
        taken.increment();
        registry.timer("avaone.webhooks.answers").record(milliseconds, TimeUnit.MILLISECONDS);
    }

    void failed() {
        failed.increment();
    }

    void dead() {
        dead.increment();
    }

    /** Shows what waits, and how many positions the endpoint that is furthest behind still has to look at. */
    void show(Supplier<Number> waiting, Supplier<Number> lag) {
        Gauge.builder("avaone.webhooks.waiting", waiting)
                .description("Messages to webhook endpoints that are tried again")
                .register(registry);
        Gauge.builder("avaone.webhooks.lag", lag)
                .description("Positions of the log that the webhook endpoint furthest behind has still to be sent")
                .register(registry);
    }
}
