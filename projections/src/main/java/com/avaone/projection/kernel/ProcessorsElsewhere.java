package com.avaone.projection.kernel;

import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.api.operations.ProcessorsView.State;
import com.avaone.projection.kernel.Rebuilds.Rebuild;
import com.avaone.projection.kernel.TokensAfterDocuments.StoredSegment;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The processors that run on other nodes only, as what they store tells of them. */
final class ProcessorsElsewhere {

    /** A node says every few seconds that it has a segment. */
    private static final Duration HEARD_OF = Duration.ofSeconds(30);

    /** What no node has had for so long is taken for a processor that is no more. */
    private static final Duration GONE_AFTER = Duration.ofDays(1);

    /** Nodes claim segments by real time, whatever the suite's clock is set to. */
    private static final Clock CLOCK = Clock.systemUTC();

    private final Processors processors;
    private volatile List<ProcessorView> seen = List.of();

    ProcessorsElsewhere(Processors processors) {
        this.processors = processors;
    }

    /** As of the last look. */
    List<ProcessorView> seen() {
        return seen;
    }

    /**
     * Called every second by the watchdog.
     *
     * @param parked how many events are parked, by processor
     * @param rebuilding what is being rebuilt, by processor
     */
    void look(long head, Map<String, Long> parked, Map<String, Rebuild> rebuilding) {
        var paused = processors.paused();
        var gone = CLOCK.instant().minus(GONE_AFTER);
        seen = processors.elsewhere().entrySet().stream()
                .filter(processor -> processor.getValue().stream()
                        .anyMatch(segment -> segment.changedAt().isAfter(gone)))
                .map(processor -> {
                    var name = processor.getKey();
                    return view(
                            name,
                            processor.getValue(),
                            head,
                            paused.contains(name),
                            parked.getOrDefault(name, 0L),
                            rebuilding.get(name));
                })
                .toList();
    }

    private ProcessorView view(
            String name,
            List<StoredSegment> segments,
            long head,
            boolean paused,
            long parked,
            @Nullable Rebuild rebuild) {
        var position =
                segments.stream().mapToLong(StoredSegment::position).min().orElse(Positions.NONE);
        var heardOf = CLOCK.instant().minus(HEARD_OF);
        var running = segments.stream()
                .allMatch(segment -> segment.claimed() && segment.changedAt().isAfter(heardOf));
        var state =
                paused ? State.PAUSED : !running ? State.FAILING : rebuild == null ? State.RUNNING : State.REBUILDING;
        return new ProcessorView(
                name,
                state,
                processors.hasSideEffects(name),
                position,
                Math.max(0, head - position),
                null,
                parked,
                false,
                rebuild == null ? null : rebuild.until(),
                state == State.FAILING ? "No node runs it now." : null);
    }
}
