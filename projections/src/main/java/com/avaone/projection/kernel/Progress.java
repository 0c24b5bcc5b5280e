package com.avaone.projection.kernel;

import com.avaone.api.operations.ProcessorsView;
import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.api.operations.ProcessorsView.State;
import com.avaone.projection.kernel.Processors.Processor;
import com.avaone.projection.kernel.Rebuilds.Rebuild;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the processors of events have come, and who waits for them. */
public final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    /**
     * A processor passes over events that do not concern it without telling anybody: while somebody waits, its position is looked at this
     * often, in memory. Its batches wake the waiting at once.
     */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Of a processor that runs on another node, the stored position is read this often. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Processors processors;
    private final Rebuilds rebuilds;
    private final TenantDocuments documents;
    private final Advances advances;
    private final ProcessorsElsewhere elsewhere;
    private final Map<String, Observation> observations = new ConcurrentHashMap<>();
    private volatile long lastHead = Positions.NONE;

    Progress(Processors processors, Rebuilds rebuilds, TenantDocuments documents, Advances advances) {
        this.processors = processors;
        this.rebuilds = rebuilds;
        this.documents = documents;
        this.advances = advances;
        this.elsewhere = new ProcessorsElsewhere(processors);
    }

    /**
     * What the watchdog saw.
     *
     * @param atNanos {@link System#nanoTime} when it looked
     * @param sinceNanos since when it neither advanced nor was at the head
     */
    private record Observation(
            long position,
            long atNanos,
            long sinceNanos,
            long parked,
            @Nullable Long rebuildingUntil) {}

    /** Position of the log's last event, as it was last seen while the event store does not answer; -1 where there is none. */
    public long head() {
        try {
            lastHead = processors.head();
        } catch (RuntimeException e) {
            if (!Outage.isOfEventStore(e)) {
                throw e;
            }
        }
        return lastHead;
    }

    /**
     * Up to which event the processor has come; -1 before the first.
     *
     * @throws com.avaone.api.kernel.Rejected if there is no such processor
     */
    public long position(String processor) {
        return least(processors.positions(processor));
    }

    private long position(Processor processor) {
        return least(processors.positions(processor));
    }

    private static long least(Map<Integer, Long> segments) {
        return segments.values().stream().mapToLong(Long::longValue).min().orElse(Positions.NONE);
    }

    /**
     * Waits until all these processors have handled the event at {@code position}.
     *
     * @return false if one has not within {@code timeout}
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public boolean await(Collection<String> names, long position, Duration timeout) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            if (names.stream().allMatch(name -> position(name) >= position)) {
                return true;
            }
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            var here = names.stream().allMatch(processors::isHere);
            advances.awaitNext(Math.min(left, here ? LOOK_AGAIN_NANOS : ASK_AGAIN_NANOS));
        }
    }

    /** How many events the slowest of these processors is behind {@code position}. */
    public long lag(Collection<String> names, long position) {
        return names.stream()
                .mapToLong(name -> Math.max(0, position - position(name)))
                .max()
                .orElse(0);
    }

    /**
     * Every processor as it is now. Parked events, stalls, rebuilds and what runs on other nodes only are as of the watchdog's last look, at
     * most a second ago.
     */
    public ProcessorsView processors() {
        var head = head();
        var here = processors.all().stream().map(each -> view(each, head));
        return new ProcessorsView(
                head,
                Stream.concat(here, elsewhere.seen().stream())
                        .sorted(Comparator.comparing(ProcessorView::name))
                        .toList());
    }

    private ProcessorView view(Processor processor, long head) {
        var position = position(processor);
        var seen = observations.get(processor.name());
        var error = error(processor);
        var lag = Math.max(0, head - position);
        return new ProcessorView(
                processor.name(),
                state(processor, seen, error),
                processor.sideEffects(),
                position,
                lag,
                advances.lastAdvance(processor.name()),
                seen == null ? 0 : seen.parked(),
                lag > 0 && isStalled(processor),
                seen == null ? null : seen.rebuildingUntil(),
                error == null ? null : "%s: %s".formatted(error.getClass().getSimpleName(), error.getMessage()));
    }

    private static State state(Processor processor, @Nullable Observation seen, @Nullable Throwable error) {
        if (!processor.events().isRunning()) {
            return State.PAUSED;
        }
        if (error != null || processor.events().isError()) {
            return State.FAILING;
        }
        return seen != null && seen.rebuildingUntil() != null ? State.REBUILDING : State.RUNNING;
    }

    private static @Nullable Throwable error(Processor processor) {
        return processor.events().processingStatus().values().stream()
                .filter(EventTrackerStatus::isErrorState)
                .map(EventTrackerStatus::getError)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Names of the processors that are behind and have not advanced for too long. A paused one is not stalled. */
    public List<String> stalled() {
        return processors.all().stream()
                .filter(this::isStalled)
                .map(Processor::name)
                .toList();
    }

    private boolean isStalled(Processor processor) {
        var seen = observations.get(processor.name());
        return seen != null
                && processor.events().isRunning()
                // As it was when it was looked at: of one that nobody looks at it is not known.
                && seen.atNanos() - seen.sinceNanos()
                        > processors.settings().stalledAfter().toNanos();
    }

    /** Events behind the head at the watchdog's last look; for metrics. */
    long lastLag(String processor) {
        var seen = observations.get(processor);
        return seen == null ? 0 : Math.max(0, lastHead - seen.position());
    }

    /** Parked events at the watchdog's last look; for metrics. */
    long lastParked(String processor) {
        var seen = observations.get(processor);
        return seen == null ? 0 : seen.parked();
    }

    /** One look at everything. Called every second by the watchdog. */
    void look() {
        var head = processors.head();
        lastHead = head;
        // One question of a kind for all processors, however many there are.
        var parked = processors.parkedSizes();
        var rebuilding = rebuilds.all();
        processors
                .all()
                .forEach(processor -> look(
                        processor, head, parked.getOrDefault(processor.name(), 0L), rebuilding.get(processor.name())));
        elsewhere.look(head, parked, rebuilding);
    }

    private void look(Processor processor, long head, long parked, @Nullable Rebuild rebuild) {
        var position = position(processor);
        var before = observations.get(processor.name());
        var advanced = before != null && position != before.position();
        var now = System.nanoTime();
        observations.put(
                processor.name(),
                new Observation(
                        position,
                        now,
                        before == null || advanced || position >= head ? now : before.sinceNanos(),
                        parked,
                        rebuilding(processor, position, rebuild)));
    }

    /** Ends a rebuild whose processor has come to where it was. */
    private @Nullable Long rebuilding(Processor processor, long position, @Nullable Rebuild rebuild) {
        if (rebuild == null) {
            return null;
        }
        // What is stored decides: a node may remember a position from before another began the rebuild.
        if (position < rebuild.until() || least(processors.storedPositions(processor)) < rebuild.until()) {
            return rebuild.until();
        }
        for (var document : rebuild.documents()) {
            try {
                documents.sweep(Class.forName(document, false, getClass().getClassLoader()), rebuild.mark());
            } catch (ClassNotFoundException _) {
                LOG.warn("What is left of {} from before the rebuild stays: there is no such class any more", document);
            }
        }
        rebuilds.done(rebuild);
        LOG.info("Processor {} is rebuilt up to position {}", processor.name(), position);
        return null;
    }
}
