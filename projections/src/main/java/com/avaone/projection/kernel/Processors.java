package com.avaone.projection.kernel;

import static com.avaone.projection.kernel.PendingWrites.ID;

import com.avaone.api.kernel.FromFirstEvent;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.operations.OperationsRule;
import com.avaone.projection.kernel.Rebuilds.Rebuild;
import com.avaone.projection.kernel.TokensAfterDocuments.StoredSegment;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventMessageHandler;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ListenerInvocationErrorHandler;
import org.axonframework.eventhandling.MultiEventHandlerInvoker;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.lifecycle.Phase;
import org.axonframework.messaging.StreamableMessageSource;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every processor of events, of projections and of process managers alike, and the one way in which they are made: pooled and streaming,
 * a queue of parked events each, sequenced per organization, no position ahead of its documents. A processor made in any other way stops
 * the start.
 */
final class Processors implements ConfigurerModule, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Processors.class);
    /** Handlers named as a sentence send commands. */
    private static final String SENTENCE = "When";

    /** How often a node looks for what another has let go of. What it lost itself the watchdog has it take up sooner. */
    private static final long LEAST_CLAIM_INTERVAL_MILLIS = 1_000;

    /** A node that has not said for 10 s that it has a segment has lost it. */
    private static final Duration CLAIMS_RUN_OUT = Duration.ofSeconds(12);

    private static final Duration ASK_AGAIN = Duration.ofMillis(100);
    private static final long KEEP_MILLIS = 2_000;

    private final TokensAfterDocuments tokens;
    private final TenantDocuments documents;
    private final MongoCollection<Document> parked;
    private final MongoCollection<Document> paused;
    private final Rebuilds rebuilds;
    private final Advances advances;
    private final ProcessorSettings settings;
    private final Clock clock;
    private final Map<String, Processor> processors = new ConcurrentSkipListMap<>();
    private final Map<String, ParkedQueue> queues = new ConcurrentHashMap<>();
    private final Collection<ScheduledExecutorService> executors = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService coordinators;
    private @Nullable Configuration configuration;

    Processors(
            TokensAfterDocuments tokens,
            TenantDocuments documents,
            Databases databases,
            Rebuilds rebuilds,
            Advances advances,
            ProcessorSettings settings,
            Clock clock) {
        this.tokens = tokens;
        this.documents = documents;
        this.parked = databases.main().getCollection(ParkedEvents.COLLECTION);
        this.paused = databases.main().getCollection("paused_processors");
        this.rebuilds = rebuilds;
        this.advances = advances;
        this.settings = settings;
        this.clock = clock;
        this.coordinators = new Coordinators(2);
    }

    /** A processor and what it is made of. */
    record Processor(
            String name,
            PooledStreamingEventProcessor events,
            MultiEventHandlerInvoker handlers,
            boolean sideEffects,
            ParkedQueue queue) {

        /** What tries parked events again. */
        Collection<DeadLetteringEventHandlerInvoker> retries() {
            return handlers.delegates().stream()
                    .map(DeadLetteringEventHandlerInvoker.class::cast)
                    .toList();
        }
    }

    @Override
    public void configureModule(Configurer configurer) {
        configurer.onInitialize(initialized -> {
            configuration = initialized;
            // Just before the processors start, and just after.
            initialized.onStart(Phase.INBOUND_EVENT_CONNECTORS - 1, this::beforeStart);
            initialized.onStart(Phase.INBOUND_EVENT_CONNECTORS + 1, this::afterStart);
        });
        var events = configurer.eventProcessing();
        events.usingPooledStreamingEventProcessors()
                .registerEventProcessorFactory(this::make)
                .registerDefaultSequencingPolicy(_ -> new SequencePerOrganization())
                .registerDefaultDeadLetterPolicy(_ -> new ParkingPolicy())
                .registerDefaultListenerInvocationErrorHandler(_ -> PropagatingErrorHandler.instance())
                .registerDeadLetterQueueProvider(group -> {
                    configureRetries(events, group);
                    return _ -> queue(group);
                });
    }

    private void configureRetries(EventProcessingConfigurer events, String group) {
        events.registerDeadLetteringEventHandlerInvokerConfiguration(
                group,
                (_, builder) -> builder.enableSequenceIdentifierCache()
                        .allowReset(true) // what is parked comes again with the rebuild
                        .listenerInvocationErrorHandler(forgettingWhatItTold()));
    }

    /** An event that cannot be handled has told the documents nothing. */
    private ListenerInvocationErrorHandler forgettingWhatItTold() {
        return (Exception failure, EventMessage<?> event, EventMessageHandler handler) -> {
            documents.forgetCurrentEvent();
            throw failure;
        };
    }

    private ParkedQueue queue(String group) {
        return queues.computeIfAbsent(
                group,
                name -> new ParkedQueue(name, parked, this::eventStore, documents::flush, clock, settings.maxParked()));
    }

    private EventProcessor make(String name, Configuration config, EventHandlerInvoker invoker) {
        var handlers = (MultiEventHandlerInvoker) invoker;
        for (var delegate : handlers.delegates()) {
            if (!(delegate instanceof DeadLetteringEventHandlerInvoker)) {
                throw new IllegalStateException(
                        "Processor %s has no queue for parked events: an event that it cannot handle would be skipped. %s is not made here."
                                .formatted(name, delegate.getClass().getName()));
            }
        }
        var sideEffects = hasSideEffects(name, handlers);
        var atHead = sideEffects && types(handlers).noneMatch(type -> type.isAnnotationPresent(FromFirstEvent.class));
        var workers = threads(name, settings.segments());
        executors.add(workers);
        var events = new PatientProcessor(PatientProcessor.builder()
                .name(name)
                .eventHandlerInvoker(invoker)
                .errorHandler(PropagatingErrorHandler.instance())
                .rollbackConfiguration(config.eventProcessingConfiguration().rollbackConfiguration(name))
                .messageMonitor(config.messageMonitor(PooledStreamingEventProcessor.class, name))
                .messageSource(sideEffects ? source() : new EventsInBundles(source(), () -> rebuiltUntil(name)))
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(coordinators)
                .workerExecutor(workers)
                .initialSegmentCount(settings.segments())
                .initialToken(source -> start(atHead, source))
                // Where nothing is bundled, as many as Axon lets wait: about twice the size.
                .batchSize(sideEffects ? settings.batchSize() : EventsInBundles.SIZE * settings.batchSize())
                // Where no other node can be there is nothing to look for: some thirty processors would ask every
                // second.
                .tokenClaimInterval(Math.max(
                        LEAST_CLAIM_INTERVAL_MILLIS,
                        settings.tellsPositionEvery().toMillis()))
                .claimExtensionThreshold(settings.tellsPositionEvery().toMillis())
                .enableCoordinatorClaimExtension()
                .clock(Clock.systemUTC())); // claims run by real time, whatever the suite's clock is set to
        processors.put(name, new Processor(name, events, handlers, sideEffects, queue(name)));
        return events;
    }

    private long rebuiltUntil(String name) {
        return rebuilds.of(name).map(Rebuild::until).orElse(Positions.NONE);
    }

    /** Whether the name of a processor says that it touches the world. */
    boolean hasSideEffects(String name) {
        return name.startsWith(SENTENCE) || settings.sideEffects().contains(name);
    }

    private boolean hasSideEffects(String name, MultiEventHandlerInvoker handlers) {
        return hasSideEffects(name)
                || types(handlers)
                        .anyMatch(type -> type.isAnnotationPresent(SideEffects.class)
                                || type.getSimpleName().startsWith(SENTENCE));
    }

    private static Stream<Class<?>> types(MultiEventHandlerInvoker handlers) {
        return handlers.delegates().stream()
                .map(DeadLetteringEventHandlerInvoker.class::cast)
                .flatMap(delegate -> delegate.eventHandlers().stream())
                .filter(AnnotationEventHandlerAdapter.class::isInstance)
                .map(handler -> ((AnnotationEventHandlerAdapter) handler).getTargetType());
    }

    /** A plain position, never Axon's token of a replay, whose arithmetic has traps. */
    private static @Nullable TrackingToken start(
            boolean atHead, StreamableMessageSource<TrackedEventMessage<?>> source) {
        return atHead ? source.createHeadToken() : source.createTailToken();
    }

    private static ScheduledExecutorService threads(String name, int count) {
        return Executors.newScheduledThreadPool(
                count,
                Thread.ofPlatform().name("events-" + name + "-", 0).daemon(true).factory());
    }

    EventStore eventStore() {
        return Objects.requireNonNull(configuration, "Axon is not configured yet")
                .eventStore();
    }

    private StreamableMessageSource<TrackedEventMessage<?>> source() {
        return eventStore();
    }

    /** Position of the log's last event. */
    long head() {
        return Positions.of(source().createHeadToken());
    }

    private void beforeStart() {
        for (var name : Objects.requireNonNull(configuration)
                .eventProcessingConfiguration()
                .eventProcessors()
                .keySet()) {
            if (!processors.containsKey(name)) {
                throw new IllegalStateException(
                        "Processor %s is of a kind of its own: it would park nothing and skip what it cannot handle. Leave its making to the kernel."
                                .formatted(name));
            }
        }
        try {
            processors.values().forEach(this::comeDownToHead);
        } catch (RuntimeException e) {
            if (!Outage.isBehind(e)) {
                throw e;
            }
            LOG.warn("The databases of the read models do not answer; the processors start when they do", e);
        }
    }

    /**
     * After the log was restored from an older copy, or the read models from a newer one. Also begins a rebuild again that was cut off
     * while it began.
     */
    private void comeDownToHead(Processor processor) {
        var head = head();
        try {
            comeDownTo(head, processor);
        } catch (Rejected refusal) {
            if (isAheadOf(head, processor)) {
                throw refusal;
            }
            LOG.info("Processor {} was set back by another node", processor.name());
        }
    }

    private boolean isAheadOf(long head, Processor processor) {
        return storedPositions(processor).values().stream().anyMatch(position -> position > head);
    }

    private void comeDownTo(long head, Processor processor) {
        if (!isAheadOf(head, processor)) {
            if (rebuilds.isCutOff(processor.name())) {
                LOG.warn("The rebuild of processor {} was cut off while it began; it begins again", processor.name());
                reset(processor);
            }
            return;
        }
        if (processor.sideEffects()) {
            LOG.warn(
                    "Processor {} has handled events that the log does not hold any more; it goes on at the log's head, {}.",
                    processor.name(),
                    head);
            var segments = claim(processor);
            storeTokens(processor, segments, source().createHeadToken());
            release(processor, segments);
        } else {
            LOG.warn(
                    "Processor {} is ahead of the log, which ends at {}: its read model is built again.",
                    processor.name(),
                    head);
            reset(processor);
        }
    }

    private void afterStart() {
        processors.values().stream()
                .filter(processor -> processor.events().isRunning() && isPaused(processor.name()))
                .forEach(processor -> processor.events().shutDown());
    }

    /** Starts also while the databases are away; the watchdog starts it once they answer. */
    private static final class PatientProcessor extends PooledStreamingEventProcessor {

        PatientProcessor(Builder builder) {
            super(builder);
        }

        @Override
        public void start() {
            try {
                super.start();
            } catch (RuntimeException e) {
                if (!Outage.isBehind(e)) {
                    throw e;
                }
                LOG.warn("Processor {} is not started: the database does not answer", getName());
            }
        }
    }

    boolean isPaused(String name) {
        return paused.find(Filters.eq(ID, name)).first() != null;
    }

    Set<String> paused() {
        return paused.find().map(found -> found.getString(ID)).into(new HashSet<>());
    }

    /** How many events are parked, by processor, of whichever node; a processor of which there are none is left out. */
    Map<String, Long> parkedSizes() {
        var sizes = new HashMap<String, Long>();
        parked.aggregate(List.of(Aggregates.group("$processor", Accumulators.sum("parked", 1L))))
                .forEach(group -> sizes.put(
                        group.getString(ID), group.get("parked", Number.class).longValue()));
        return sizes;
    }

    void setPaused(String name, boolean pause) {
        if (pause) {
            paused.replaceOne(Filters.eq(ID, name), new Document(ID, name), new ReplaceOptions().upsert(true));
        } else {
            paused.deleteOne(Filters.eq(ID, name));
        }
    }

    /**
     * Sets a stopped processor back to before the first event and lets its handlers clear what they built. Nothing is touched before this
     * node owns the processor, and it owns it until all is cleared: another would write documents that are cleared afterwards.
     *
     * @throws Rejected with {@link OperationsRule#PROCESSOR_ELSEWHERE} if another node runs it
     */
    void reset(Processor processor) {
        var segments = claim(processor);
        var keeping = coordinators.scheduleWithFixedDelay(
                () -> keep(processor, segments), KEEP_MILLIS, KEEP_MILLIS, TimeUnit.MILLISECONDS);
        try {
            rebuilds.begin(processor.name(), head(), () -> {
                storeTokens(processor, segments, source().createTailToken());
                advances.forget(processor.name());
                processor.handlers().performReset();
                keep(processor, segments); // fails where another node has taken it
            });
        } finally {
            keeping.cancel(false);
            release(processor, segments);
        }
    }

    /** Takes every segment, and waits for those of a node that died or was told to pause. */
    private int[] claim(Processor processor) {
        var segments = tokens.fetchSegments(processor.name());
        var deadline = System.nanoTime() + CLAIMS_RUN_OUT.toNanos();
        while (!claimsAll(processor, segments)) {
            if (System.nanoTime() - deadline > 0) {
                release(processor, segments);
                throw new Rejected(
                        OperationsRule.PROCESSOR_ELSEWHERE,
                        "Processor %s runs on another node. Pause it, rebuild it, and then resume it."
                                .formatted(processor.name()));
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
        return segments;
    }

    private boolean claimsAll(Processor processor, int[] segments) {
        try {
            for (int segment : segments) {
                tokens.fetchToken(processor.name(), segment); // which also renews the claims that it has
            }
            return true;
        } catch (UnableToClaimTokenException _) {
            return false;
        }
    }

    private void keep(Processor processor, int[] segments) {
        for (int segment : segments) {
            tokens.extendClaim(processor.name(), segment);
        }
    }

    private void release(Processor processor, int[] segments) {
        for (int segment : segments) {
            tokens.releaseClaim(processor.name(), segment);
        }
    }

    /** @param token null is what Axon Server says for before the first event; a token that is stored again cannot be null */
    private void storeTokens(Processor processor, int[] segments, @Nullable TrackingToken token) {
        var stored = token == null ? new GlobalSequenceTrackingToken(Positions.NONE) : token;
        for (int segment : segments) {
            // A claim of the same millisecond with the same token would be taken for one that failed.
            if (!stored.equals(tokens.fetchToken(processor.name(), segment))) {
                tokens.storeToken(stored, processor.name(), segment);
            }
        }
    }

    /**
     * Positions by segment: of what runs here from memory, of the rest as stored.
     *
     * @return empty before the first start
     */
    Map<Integer, Long> positions(Processor processor) {
        var here = new TreeMap<Integer, Long>();
        processor
                .events()
                .processingStatus()
                .forEach((segment, status) -> here.put(
                        segment,
                        Math.max(
                                status.getCurrentPosition().orElse(Positions.NONE),
                                advances.of(processor.name(), segment))));
        if (here.size() == settings.segments()) {
            return here;
        }
        var all = storedPositions(processor);
        all.putAll(here);
        return all;
    }

    /** Positions by segment as they are stored, whichever node has them. */
    Map<Integer, Long> storedPositions(Processor processor) {
        return tokens.storedPositions(processor.name());
    }

    /** As {@link #positions(Processor)}; of a processor that runs on other nodes only, as stored. */
    Map<Integer, Long> positions(String name) {
        var processor = processors.get(name);
        if (processor != null) {
            return positions(processor);
        }
        var stored = tokens.storedPositions(name);
        return stored.isEmpty() ? positions(named(name)) : stored;
    }

    /** The segments of processors that only other nodes make, by processor. */
    Map<String, List<StoredSegment>> elsewhere() {
        return tokens.storedSegments().stream()
                .filter(segment -> !isHere(segment.processor()))
                .collect(Collectors.groupingBy(StoredSegment::processor, TreeMap::new, Collectors.toList()));
    }

    /**
     * The processor of this name; empty where only other nodes make it.
     *
     * @throws Rejected with {@link OperationsRule#UNKNOWN_PROCESSOR} if there is none
     */
    Optional<Processor> here(String name) {
        if (!isHere(name) && !tokens.storedPositions(name).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(named(name));
    }

    /** Whether this process makes the processor. */
    boolean isHere(String name) {
        return processors.containsKey(name);
    }

    /**
     * The processor of this name.
     *
     * @throws Rejected with {@link OperationsRule#UNKNOWN_PROCESSOR} if there is none
     */
    Processor named(String name) {
        var processor = processors.get(name);
        if (processor == null) {
            throw new Rejected(OperationsRule.UNKNOWN_PROCESSOR, "There is no processor " + name + ".");
        }
        return processor;
    }

    /** Every processor, by name. */
    Collection<Processor> all() {
        return processors.values();
    }

    ProcessorSettings settings() {
        return settings;
    }

    MongoCollection<Document> parked() {
        return parked;
    }

    @Override
    public void close() {
        executors.forEach(ScheduledExecutorService::shutdownNow);
        coordinators.shutdownNow();
    }
}
