package com.avaone.command.user;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.api.user.FirstAdmin;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.ProductRange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.ComponentScan;

/** The kernel and the users as they run, on what a directory holds. */
final class RunningUsers implements AutoCloseable {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan({"com.avaone.command.kernel", "com.avaone.command.user"})
    static class Application {}

    /** The first admins that were told at this start. */
    final List<FirstAdmin> told = new ArrayList<>();

    private final ConfigurableApplicationContext context;

    RunningUsers(Path directory, String... properties) {
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers(starting -> {
                    var clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
                    starting.getBeanFactory().registerSingleton("clock", clock);
                    starting.getBeanFactory().registerSingleton("identities", new KnownUsers());
                    starting.getBeanFactory().registerSingleton("productRange", (ProductRange) (_, _) -> true);
                    starting.addApplicationListener((PayloadApplicationEvent<?> event) -> tell(event.getPayload()));
                })
                .properties("avaone.data-dir=" + directory, "spring.main.banner-mode=off")
                .properties(properties)
                .run();
    }

    private void tell(Object payload) {
        if (payload instanceof FirstAdmin admin) {
            told.add(admin);
        }
    }

    Receipt send(TenantCommand command) {
        return bean(CommandGateway.class)
                .sendAndWait(new GenericCommandMessage<>(
                        command,
                        Map.of(
                                MetadataKey.TENANT,
                                command.organizationId().value(),
                                MetadataKey.ACTOR_KIND,
                                ActorKind.AUTOMATION.name())));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The payloads of an aggregate's events. */
    List<Object> events(String aggregateId) {
        return bean(EventStore.class)
                .readEvents(aggregateId, 0)
                .asStream()
                .<Object>map(event -> event.getPayload())
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
