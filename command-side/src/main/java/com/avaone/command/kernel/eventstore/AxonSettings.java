package com.avaone.command.kernel.eventstore;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings of Axon that follow from the suite's own, so that the two cannot contradict each other. */
final class AxonSettings implements EnvironmentPostProcessor {

    private static final String EMBEDDED = "embedded";
    private static final String AXON_SERVER = "axonserver";

    /** Our serializers are declared as beans; this only keeps Axon from making an XStream beside them. */
    private static final String SERIALIZER = "jackson3";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var choice = environment.getProperty("avaone.event-store", EMBEDDED);
        if (!choice.equals(EMBEDDED) && !choice.equals(AXON_SERVER)) {
            throw new IllegalStateException(
                    "avaone.event-store must be %s or %s, not '%s'.".formatted(EMBEDDED, AXON_SERVER, choice));
        }
        Map<String, Object> derived = Map.of(
                // Left alone it is on, and tries to connect for ever.
                "axon.axonserver.enabled", choice.equals(AXON_SERVER),
                // They would write down a stack trace for every message, and interrupt whoever waits for the disk.
                "axon.timeout.enabled", false,
                "axon.serializer.general", SERIALIZER,
                "axon.serializer.messages", SERIALIZER,
                "axon.serializer.events", SERIALIZER);
        environment.getPropertySources().addFirst(new MapPropertySource("avaone-axon", derived));
    }
}
