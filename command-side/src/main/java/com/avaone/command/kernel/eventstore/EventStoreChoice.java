package com.avaone.command.kernel.eventstore;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets property {@code avaone.event-store} alone decide whether Axon's connector to Axon Server is on: by itself it would be, and would try
 * to connect for ever.
 */
final class EventStoreChoice implements EnvironmentPostProcessor {

    private static final String EMBEDDED = "embedded";
    private static final String AXON_SERVER = "axonserver";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var choice = environment.getProperty("avaone.event-store", EMBEDDED);
        if (!choice.equals(EMBEDDED) && !choice.equals(AXON_SERVER)) {
            throw new IllegalStateException(
                    "avaone.event-store must be %s or %s, not '%s'.".formatted(EMBEDDED, AXON_SERVER, choice));
        }
        Map<String, Object> derived = Map.of("axon.axonserver.enabled", choice.equals(AXON_SERVER));
        environment.getPropertySources().addFirst(new MapPropertySource("avaone.event-store", derived));
    }
}
