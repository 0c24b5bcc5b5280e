package com.avaone.projection.kernel;

import java.time.Duration;
import java.util.Set;
import org.springframework.core.env.Environment;

/**
 * How processors of events run.
 *
 * @param segments how many nodes or threads can share a processor, decided when it first starts: {@code avaone.processors.segments}
 * @param batchSize events per batch: {@code avaone.processors.batch-size}
 * @param stalledAfter behind and without progress for this long is an alarm: {@code avaone.processors.stalled-after}
 * @param maxParked parked events per processor, above which it stands still: {@code avaone.processors.max-parked}
 * @param sideEffects names of processors that touch the world, beside those whose handlers say so:
 *     {@code avaone.processors.side-effects}
 */
record ProcessorSettings(int segments, int batchSize, Duration stalledAfter, long maxParked, Set<String> sideEffects) {

    static final ProcessorSettings DEFAULTS = new ProcessorSettings(1, 500, Duration.ofSeconds(30), 100_000, Set.of());

    static ProcessorSettings from(Environment settings) {
        var prefix = "avaone.processors.";
        return new ProcessorSettings(
                settings.getProperty(prefix + "segments", Integer.class, DEFAULTS.segments),
                settings.getProperty(prefix + "batch-size", Integer.class, DEFAULTS.batchSize),
                settings.getProperty(prefix + "stalled-after", Duration.class, DEFAULTS.stalledAfter),
                settings.getProperty(prefix + "max-parked", Long.class, DEFAULTS.maxParked),
                Set.of(settings.getProperty(prefix + "side-effects", String[].class, new String[0])));
    }
}
