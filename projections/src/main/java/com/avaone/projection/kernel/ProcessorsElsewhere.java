package com.avaone.projection.kernel;

import com.avaone.api.operations.ProcessorsView.ProcessorView;
import com.avaone.api.operations.ProcessorsView.State;
import com.avaone.projection.kernel.TokensAfterDocuments.StoredSegment;
import com.mongodb.client.model.Filters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The processors that run on other nodes only, as what they store tells of them. */
final class ProcessorsElsewhere {

    /** A node says every few seconds that it has a segment. */
    private static final Duration HEARD_OF = Duration.ofSeconds(30);

    /** What no node has had for so long is taken for a processor that is no more. */
    private static final Duration GONE_AFTER = Duration.ofDays(1);

    /** Nodes claim segments by real time, whatever the suite's clock is set to. */
    private static final Clock CLOCK = Clock.systemUTC();

    private final Processors processors;
    private final Rebuilds rebuilds;
    private volatile List<ProcessorView> seen = List.of();

    ProcessorsElsewhere(Processors processors, Rebuilds rebuilds) {
        this.processors = processors;
        this.rebuilds = rebuilds;
    }

    /** As of the last look. */
    List<ProcessorView> seen() {
        return seen;
    }

    /** Called every second by the watchdog. */
    void look(long head) {
        var gone = CLOCK.instant().minus(GONE_AFTER);
        seen = processors.elsewhere().entrySet().stream()
                .filter(processor -> processor.getValue().stream()
                        .anyMatch(segment -> segment.changedAt().isAfter(gone)))
                .map(processor -> view(processor, head))
                .toList();
    }

    private ProcessorView view(Map.Entry<String, List<StoredSegment>> processor, long head) {
        var name = processor.getKey();
        var segments = processor.getValue();
        var position =
                segments.stream().mapToLong(StoredSegment::position).min().orElse(Positions.NONE);
        var heardOf = CLOCK.instant().minus(HEARD_OF);
        var running = segments.stream()
                .allMatch(segment -> segment.claimed() && segment.changedAt().isAfter(heardOf));
        var rebuild = rebuilds.of(name).orElse(null);
        var state = processors.isPaused(name)
                ? State.PAUSED
                : !running ? State.FAILING : rebuild == null ? State.RUNNING : State.REBUILDING;
        return new ProcessorView(
                name,
                state,
                processors.hasSideEffects(name),
                position,
                Math.max(0, head - position),
                null,
                processors.parked().countDocuments(Filters.eq("processor", name)),
                false,
                rebuild == null ? null : rebuild.until(),
                state == State.FAILING ? "No node runs it now." : null);
    }
}
