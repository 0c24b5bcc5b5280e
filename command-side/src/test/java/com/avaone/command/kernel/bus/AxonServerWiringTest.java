package com.avaone.command.kernel.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.user.Identities;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.eventstore.SqliteStore;
import com.avaone.command.kernel.memory.SqliteMemory;
import com.avaone.command.kernel.personal.KeysOnDisposal;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Import;

/** By a setting alone, commands come over Axon Server to the same bus. Nothing is started, so no server is needed. */
@SuppressWarnings("NullAway.Init") // filled by JUnit
class AxonServerWiringTest {

    @TempDir
    Path directory;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({CommandHandling.class, CommandSending.class})
    static class Application {}

    private ConfigurableApplicationContext context(SqliteStore file, @Nullable Identities identities) {
        ApplicationContextInitializer<ConfigurableApplicationContext> given = starting -> {
            var beans = starting.getBeanFactory();
            beans.registerSingleton("clock", Clock.systemUTC());
            if (identities != null) {
                beans.registerSingleton("identities", identities);
            }
            var memory = new SqliteMemory(file, Clock.systemUTC());
            beans.registerSingleton("memory", memory);
            beans.registerSingleton("personalKeys", KeysOnDisposal.in(memory.credentialVault()));
            beans.registerSingleton("personalSeal", KeysOnDisposal.seal());
            beans.registerSingleton("lifecycleProcessor", new NothingStarts());
        };
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers(given)
                .properties(
                        "avaone.event-store=axonserver",
                        "axon.axonserver.servers=127.0.0.1:1",
                        "axon.serializer.general=jackson3",
                        "axon.serializer.events=jackson3",
                        "axon.serializer.messages=jackson3",
                        "spring.main.banner-mode=off")
                .run();
    }

    @Test
    void putsAxonServerBeforeTheBusOfThisNode() {
        try (var file = SqliteStore.open(directory.resolve("events.sqlite"));
                var context = context(file, new KnownUsers())) {
            var bus = context.getBean(CommandBus.class);
            assertThat(bus).isInstanceOf(AxonServerCommandBus.class);
            assertThat(((AxonServerCommandBus) bus).localSegment()).isInstanceOf(AccountableCommandBus.class);
            assertThat(context.getBean(EventStore.class)).isInstanceOf(AxonServerEventStore.class);
            assertThat(context.getBean(CommandGateway.class)).isInstanceOf(TypedCommandGateway.class);
        }
    }

    @Test
    void doesNotStartWhereNobodyKnowsWhoMayDoWhat() {
        try (var file = SqliteStore.open(directory.resolve("events.sqlite"))) {
            assertThatThrownBy(() -> context(file, null).close())
                    .rootCause()
                    .hasMessageContaining(Identities.class.getName());
        }
    }

    private static final class NothingStarts implements LifecycleProcessor {

        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
