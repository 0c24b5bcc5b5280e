package com.avaone.command;

import com.avaone.api.kernel.ActorKind;
import com.avaone.api.kernel.MetadataKey;
import com.avaone.api.kernel.Receipt;
import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.TenantCommand;
import com.avaone.command.kernel.KnownUsers;
import com.avaone.command.kernel.MovableClock;
import com.avaone.command.kernel.PriceList;
import com.avaone.command.kernel.ProductRange;
import com.avaone.command.kernel.SavedQuotes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/** The command side as it runs: the embedded event store in a directory, the rooms, their automations, and a clock that is moved by hand. */
public final class RunningCommandSide implements AutoCloseable {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {
                "com.avaone.command.kernel",
                "com.avaone.command.organization",
                "com.avaone.command.lead",
                "com.avaone.command.crm",
                "com.avaone.command.license",
                "com.avaone.command.operations",
                "com.avaone.command.user"
            },
            // Other tests' applications, each with a clock of its own.
            excludeFilters = @ComponentScan.Filter(SpringBootConfiguration.class))
    static class Application {}

    private static final PriceList NOTHING_IS_SOLD = (selection, _, _) -> {
        throw new AssertionError("No price was expected to be asked for: " + selection);
    };

    private static final ProductRange EVERYTHING = (_, _) -> true;
    private static final SavedQuotes NOTHING_IS_OFFERED = (quoteId, _) -> {
        throw new AssertionError("No quote was expected to be asked for: " + quoteId);
    };

    private final ConfigurableApplicationContext context;

    private RunningCommandSide(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts on what {@code directory} holds. */
    public static RunningCommandSide start(Path directory, MovableClock clock) {
        return new RunningCommandSide(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("clock", clock);
                    context.getBeanFactory().registerSingleton("identities", new KnownUsers());
                    // Without the room of the catalogue, which publishes as it starts.
                    context.getBeanFactory().registerSingleton("priceList", NOTHING_IS_SOLD);
                    context.getBeanFactory().registerSingleton("productRange", EVERYTHING);
                    context.getBeanFactory().registerSingleton("savedQuotes", NOTHING_IS_OFFERED);
                })
                .properties("avaone.data-dir=" + directory, "spring.main.banner-mode=off")
                .run());
    }

    /** Sends a command as the suite itself does, which may send all that it knows of. */
    public Receipt send(TenantCommand command) {
        return context.getBean(CommandGateway.class)
                .sendAndWait(new GenericCommandMessage<>(
                        command,
                        Map.of(
                                MetadataKey.TENANT,
                                command.organizationId().value(),
                                MetadataKey.ACTOR_KIND,
                                ActorKind.AUTOMATION.name(),
                                MetadataKey.REASON,
                                "a test")));
    }

    /** Sends a command that is refused by a rule. */
    public Rejection refusal(TenantCommand command) {
        try {
            var receipt = send(command);
            throw new AssertionError("%s was accepted: %s".formatted(command, receipt));
        } catch (CommandExecutionException refused) {
            return refused.<Rejection>getDetails().orElseThrow(() -> refused);
        }
    }

    /** A bean of the running application. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Every event in the log. */
    public List<TrackedEventMessage<?>> log() {
        try (var stream = bean(EventStore.class).openStream(null)) {
            var events = new ArrayList<TrackedEventMessage<?>>();
            while (stream.peek().isPresent()) {
                events.add(stream.nextAvailable());
            }
            return events;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The events of one type. */
    public <T> List<T> events(Class<T> type) {
        return log().stream()
                .map(TrackedEventMessage::getPayload)
                .filter(type::isInstance)
                .<T>map(type::cast)
                .toList();
    }

    /** The process managers. */
    public Stream<Object> automations() {
        return context.getBeansWithAnnotation(ProcessingGroup.class).values().stream();
    }

    @Override
    public void close() {
        context.close();
    }
}
