package com.avaone.benchmarks;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.UserId;
import com.avaone.projection.kernel.ProcessorOperations;
import com.avaone.projection.kernel.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The suite on its embedded default, without its web floor. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UpdateCheckerAutoConfiguration.class)
@ComponentScan({"com.avaone.command", "com.avaone.projection", "com.avaone.query"})
class EmbeddedSuite {

    /** Whom a fresh installation makes by itself. */
    private static final String FIRST_ADMIN = UserId.PREFIX + "0".repeat(25) + "1";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Starts it on an empty data directory. */
    static ConfigurableApplicationContext start(Path data) {
        return new SpringApplicationBuilder(EmbeddedSuite.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "avaone.data-dir=" + data,
                        "avaone.event-store=embedded",
                        "axon.axonserver.enabled=false",
                        "avaone.admin.password=a password for a benchmark 7",
                        "logging.level.root=WARN",
                        "logging.level.de.bwaldvogel=ERROR",
                        "spring.main.banner-mode=off")
                .run();
    }

    /** Stops everything that follows the log, so that only commands are measured. Stopped in another way, the watchdog would start it again. */
    static void pauseProcessors(ConfigurableApplicationContext context) {
        var operations = context.getBean(ProcessorOperations.class);
        context.getBean(Progress.class).processors().items().forEach(processor -> operations.pause(processor.name()));
    }

    /** Sends a command as the suite itself does, and waits for its receipt. */
    static Receipt send(CommandGateway commands, OrganizationId organizationId, Object command) {
        var message = GenericCommandMessage.asCommandMessage(command)
                .withMetaData(Map.of(
                        MetadataKey.TENANT,
                        organizationId.value(),
                        MetadataKey.ACTOR_KIND,
                        ActorKind.AUTOMATION.name(),
                        MetadataKey.ACTOR_ID,
                        "benchmark",
                        MetadataKey.REASON,
                        "measured"));
        return commands.<Receipt>send(message).join();
    }

    /** Asks as a system admin would, for an answer that is at least as new as {@code minPosition}. */
    static <T> T ask(QueryGateway queries, Object query, Class<T> answer, long minPosition) {
        var message = new GenericMessage<>(
                query,
                Map.of(
                        MetadataKey.ACTOR_KIND,
                        ActorKind.SYSTEM_ADMIN.name(),
                        MetadataKey.ACTOR_ID,
                        FIRST_ADMIN,
                        MetadataKey.MIN_POSITION,
                        Long.toString(minPosition)));
        return queries.query(query.getClass().getName(), message, ResponseTypes.instanceOf(answer))
                .join();
    }
}
