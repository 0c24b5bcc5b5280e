package com.avaone.command.kernel.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.user.Identities;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.NamedSerializer;
import com.avaone.command.kernel.memory.CommandMemory;
import com.avaone.command.kernel.memory.SqliteMemory;
import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** What is there when an application of the suite starts without a word about its event store. */
class EmbeddedEventStoreConfigurationTest {

    @TempDir
    Path directory;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan("com.avaone.command.kernel")
    static class Application {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Identities identities() {
            return new KnownUsers();
        }
    }

    private ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("avaone.data-dir=" + directory, "spring.main.banner-mode=off")
                .properties(properties)
                .run();
    }

    @Test
    void isTheOneEventStoreAndReachesForNoServer() {
        try (var context = start()) {
            assertThat(context.getBeansOfType(EventBus.class)).hasSize(1);
            assertThat(context.getBean(EventStore.class)).isInstanceOf(LiveEventStore.class);
            assertThat(context.getBean(Configuration.class).eventStore())
                    .isSameAs(context.getBean(LiveEventStore.class));
            assertThat(context.getBeansOfType(AxonServerConnectionManager.class))
                    .isEmpty();
            assertThat(context.getBean(CommandMemory.class)).isInstanceOf(SqliteMemory.class);
            assertThat(directory.resolve("events").resolve("events.sqlite")).exists();
        }
    }

    @Test
    void hasNoSerializerButOurs() {
        try (var context = start()) {
            var axon = context.getBean(Configuration.class);
            assertThat(context.getBeansOfType(Serializer.class).values())
                    .hasSize(3)
                    .allSatisfy(each -> assertThat(each).isInstanceOf(NamedSerializer.class));
            assertThat(axon.eventSerializer()).isSameAs(context.getBean("eventSerializer"));
            assertThat(axon.messageSerializer()).isSameAs(context.getBean("messageSerializer"));
            assertThat(axon.serializer()).isSameAs(context.getBean("serializer"));
        }
    }

    @Test
    void refusesADataDirectoryThatIsInUse() {
        try (var first = start()) {
            assertThat(first.isRunning()).isTrue();
            assertThatThrownBy(this::start).hasRootCauseInstanceOf(DataDirectoryInUse.class);
        }
        start().close();
    }

    @Test
    void refusesAnEventStoreThatIsNeitherEmbeddedNorAServer() {
        assertThatThrownBy(() -> start("avaone.event-store=papyrus"))
                .hasMessage("avaone.event-store must be embedded or axonserver, not 'papyrus'.");
    }
}
