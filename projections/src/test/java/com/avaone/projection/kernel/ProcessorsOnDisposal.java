package com.avaone.projection.kernel;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The processors of a test with real handlers, as the suite makes them, over an event store in memory. Every event is handed to its
 * handlers twice.
 */
public final class ProcessorsOnDisposal implements AutoCloseable {

    private static final Clock CLOCK = Clock.systemUTC();

    private final Processors processors;
    private final Progress progress;
    private final ParkedEvents parked;
    private final ProcessorOperations operations;
    private final Watchdog watchdog;
    private final Configuration axon;
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();

    /** Starts the processors of these handlers over {@code readModels}. */
    public ProcessorsOnDisposal(ReadModelsOnDisposal readModels, Object... handlers) {
        this(readModels, new WithoutTailToken(), ProcessorSettings.DEFAULTS, _ -> {}, handlers);
    }

    /** Has no token for before the first event, like Axon Server. */
    private static final class WithoutTailToken extends InMemoryEventStorageEngine {

        @Override
        public @Nullable TrackingToken createTailToken() {
            return null;
        }
    }

    ProcessorsOnDisposal(
            ReadModelsOnDisposal readModels,
            EventStorageEngine engine,
            ProcessorSettings settings,
            Consumer<Configurer> more,
            Object... handlers) {
        this("test", readModels, engine, settings, more, handlers);
    }

    /** @param node who claims the processors; what another holds this one does not get */
    ProcessorsOnDisposal(
            String node,
            ReadModelsOnDisposal readModels,
            EventStorageEngine engine,
            ProcessorSettings settings,
            Consumer<Configurer> more,
            Object... handlers) {
        System.setProperty("axoniq.update-checker.disabled", "true"); // it calls home
        var advances = new Advances(CLOCK);
        var tokens = new TokensAfterDocuments(readModels.databases(), node, readModels.documents(), advances);
        processors = new Processors(
                tokens,
                readModels.documents(),
                readModels.databases(),
                readModels.rebuilds(),
                advances,
                settings,
                CLOCK);
        progress = new Progress(processors, readModels.rebuilds(), readModels.documents(), advances);
        parked = new ParkedEvents(processors, CLOCK);
        operations = new ProcessorOperations(processors, parked);
        watchdog = new Watchdog(processors, progress, parked, operations, null);
        var serializer = Jackson3Serializer.builder().build();
        var configurer = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(_ -> serializer)
                .configureEventSerializer(_ -> serializer)
                .configureMessageSerializer(_ -> serializer)
                .configureEmbeddedEventStore(_ -> engine)
                .registerHandlerEnhancerDefinition(_ -> new Twice());
        List.of(handlers).forEach(handler -> configurer.eventProcessing().registerEventHandler(_ -> handler));
        processors.configureModule(configurer);
        more.accept(configurer);
        axon = configurer.start();
        watchdog.start();
    }

    /** Appends events to the stream of one aggregate. */
    public void publish(String aggregateId, Object... payloads) {
        var events = new ArrayList<GenericDomainEventMessage<?>>();
        for (var payload : payloads) {
            var number = numbers.merge(aggregateId, 0L, (last, _) -> last + 1);
            events.add(new GenericDomainEventMessage<>("thing", aggregateId, number, payload));
        }
        axon.eventStore().publish(events);
    }

    /** Appends events as they are. */
    public void publish(List<? extends EventMessage<?>> events) {
        axon.eventStore().publish(events);
    }

    /** How far the processors are. */
    public Progress progress() {
        return progress;
    }

    /** What could not be handled. */
    public ParkedEvents parked() {
        return parked;
    }

    /** What can be done to the processors. */
    public ProcessorOperations operations() {
        return operations;
    }

    Processors processors() {
        return processors;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    /** Waits until these processors have handled all events so far. */
    public void awaitHead(String... names) {
        try {
            if (!progress.await(List.of(names), progress.head(), Duration.ofSeconds(20))) {
                throw new AssertionError("Not at the head: " + progress.processors());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        watchdog.stop();
        axon.shutdown();
        processors.close();
    }

    /** Handles every message twice. */
    private static final class Twice implements HandlerEnhancerDefinition {
        @Override
        public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
            return new WrappedMessageHandlingMember<>(original) {
                @Override
                public @Nullable Object handle(Message<?> message, @Nullable T target) throws Exception {
                    super.handle(message, target);
                    return super.handle(message, target);
                }
            };
        }
    }
}
