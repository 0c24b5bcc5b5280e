package com.avaone.projection.kernel;

import java.time.Duration;
import java.util.Set;
import org.springframework.core.env.Environment;

/**
 * How processors of events run.
 *
 * @param segments how many nodes or threads can share a processor, decided when it first starts: {@code avaone.processors.segments}
 * @param batchSize events per batch: {@code avaone.processors.batch-size}. What builds read models may have as many as Axon holds, and in a
 *     rebuild {@value EventsInBundles#SIZE} times as many
 * @param stalledAfter behind and without progress for this long is an alarm: {@code avaone.processors.stalled-after}
 * @param tellsPositionEvery how late at most others learn that a processor passed over events that do not concern it, which it notes with
 *     its claim and not with a batch. A query on another node must learn it well within its patience; where there is no other node, the
 *     claims need not be renewed so often: {@code avaone.processors.tells-position-every}
 * @param maxParked parked events per processor, above which it stands still: {@code avaone.processors.max-parked}
 * @param sideEffects names of processors that touch the world, beside those whose handlers say so:
 *     {@code avaone.processors.side-effects}
 */
record ProcessorSettings(
        int segments,
        int batchSize,
        Duration stalledAfter,
        Duration tellsPositionEvery,
        long maxParked,
        Set<String> sideEffects) {

    private static final Duration TO_OTHER_NODES = Duration.ofMillis(500);
    private static final Duration TO_NOBODY = Duration.ofSeconds(5);

    static final ProcessorSettings DEFAULTS =
            new ProcessorSettings(1, 500, Duration.ofSeconds(30), TO_OTHER_NODES, 100_000, Set.of());

    /** @param alone whether no other node can be there */
    static ProcessorSettings from(Environment settings, boolean alone) {
        var prefix = "avaone.processors.";
        return new ProcessorSettings(
                settings.getProperty(prefix + "segments", Integer.class, DEFAULTS.segments),
                settings.getProperty(prefix + "batch-size", Integer.class, DEFAULTS.batchSize),
                settings.getProperty(prefix + "stalled-after", Duration.class, DEFAULTS.stalledAfter),
                settings.getProperty(
                        prefix + "tells-position-every", Duration.class, alone ? TO_NOBODY : TO_OTHER_NODES),
                settings.getProperty(prefix + "max-parked", Long.class, DEFAULTS.maxParked),
                Set.of(settings.getProperty(prefix + "side-effects", String[].class, new String[0])));
    }
}
