package com.avaone.projection.kernel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at every processor once a second: tells who stalls, ends rebuilds, tries parked events again, wakes what had failed once the
 * databases answer. Its figures are metrics ({@code avaone.projection.lag}, {@code .parked}, {@code .stalled}) and health.
 */
final class Watchdog implements SmartLifecycle, HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long EVERY_MILLIS = 1_000;

    private final Processors processors;
    private final Progress progress;
    private final ParkedEvents parked;
    private final ProcessorOperations operations;
    private final @Nullable MeterRegistry metrics;
    private final Set<String> measured = ConcurrentHashMap.newKeySet();
    private final Set<String> toldStalled = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService timer;
    private @Nullable ScheduledExecutorService retries;
    private final AtomicBoolean toldFault = new AtomicBoolean();
    private final AtomicBoolean toldFaultOfRetry = new AtomicBoolean();
    /** Whether the databases answered at the last round. */
    private volatile boolean wellRound;

    Watchdog(
            Processors processors,
            Progress progress,
            ParkedEvents parked,
            ProcessorOperations operations,
            @Nullable MeterRegistry metrics) {
        this.processors = processors;
        this.progress = progress;
        this.parked = parked;
        this.operations = operations;
        this.metrics = metrics;
    }

    @Override
    public synchronized void start() {
        timer = every("events-watchdog", this::round);
        // What is parked may be much, and its handlers slow.
        retries = every("events-retries", this::retry);
    }

    private static ScheduledExecutorService every(String thread, Runnable round) {
        var executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(thread).daemon(true).factory());
        executor.scheduleWithFixedDelay(round, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return executor;
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
        if (retries != null) {
            retries.shutdownNow();
            retries = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    private void round() {
        try {
            progress.look(); // fails where a database does not answer; then nothing is taken up or tried
            measure();
            tellStalled();
            operations.takeUpFailed();
            toldFault.set(false);
            wellRound = true;
        } catch (RuntimeException e) {
            wellRound = false;
            tellFault(e, toldFault);
        }
    }

    private void retry() {
        if (!wellRound) {
            return;
        }
        try {
            parked.retryDue();
            toldFaultOfRetry.set(false);
        } catch (RuntimeException e) {
            tellFault(e, toldFaultOfRetry);
        }
    }

    /** An outage is told by others, and a fault of the program once. */
    private static void tellFault(RuntimeException fault, AtomicBoolean told) {
        if (!Outage.isBehind(fault) && !told.getAndSet(true)) {
            LOG.error("The watchdog cannot look after the processors; it tries again every {} ms", EVERY_MILLIS, fault);
        }
    }

    private void tellStalled() {
        var stalled = Set.copyOf(progress.stalled());
        stalled.stream()
                .filter(toldStalled::add)
                .forEach(name -> LOG.warn(
                        "Processor {} is {} events behind and does not advance", name, progress.lastLag(name)));
        toldStalled.retainAll(stalled);
    }

    private void measure() {
        if (metrics == null) {
            return;
        }
        for (var processor : processors.all()) {
            var name = processor.name();
            if (measured.add(name)) {
                gauge("lag", "Events behind the head of the log", name, () -> progress.lastLag(name));
                gauge("parked", "Parked events", name, () -> progress.lastParked(name));
                gauge("stalled", "1 while behind without advancing", name, () -> toldStalled.contains(name) ? 1 : 0);
            }
        }
    }

    private void gauge(String figure, String description, String processor, Supplier<Number> value) {
        Gauge.builder("avaone.projection." + figure, value)
                .description(description)
                .tag("processor", processor)
                .register(Objects.requireNonNull(metrics));
    }

    /** Down while a processor stalls; parked events do not make the suite unwell, but are told. */
    @Override
    public Health health() {
        var stalled = progress.stalled();
        var health = stalled.isEmpty() ? Health.up() : Health.down();
        health.withDetails(Map.of("stalled", stalled));
        processors
                .all()
                .forEach(processor -> health.withDetail(
                        processor.name(),
                        Map.of(
                                "lag", progress.lastLag(processor.name()),
                                "parked", progress.lastParked(processor.name()))));
        return health.build();
    }
}
