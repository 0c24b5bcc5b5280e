package com.avaone.benchmarks;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseEvent.LicenseIssued;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.context.ConfigurableApplicationContext;

/** Appends per second at a million stored events against ten thousand, and the disk that an event takes. */
final class StoreGrowth {

    private static final int SMALL = 10_000;
    private static final int LARGE = Integer.getInteger("events", 1_000_000);
    private static final int CALLERS = 32;
    private static final double SECONDS = 2;
    private static final LicenseTerms TERMS =
            new LicenseTerms(new Seats(25), LocalDate.of(2030, 12, 31), 14, List.of());

    private StoreGrowth() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-growth");
        var smallDirectory = directory.resolve("small");
        var largeDirectory = directory.resolve("large");
        try (var small = EmbeddedSuite.start(smallDirectory);
                var large = EmbeddedSuite.start(largeDirectory)) {
            EmbeddedSuite.pauseProcessors(small);
            EmbeddedSuite.pauseProcessors(large);
            fill(small, SMALL);
            fill(large, LARGE);
            System.out.println(Pairs.head("", "at %,d".formatted(LARGE), "at %,d".formatted(SMALL)));
            System.out.println(
                    Pairs.compare(() -> rate(large), () -> rate(small)).row("appends/s, 32 callers"));
            var head = large.getBean(EventStorageEngine.class)
                    .createHeadToken()
                    .position()
                    .orElseThrow();
            System.out.println(String.format(
                    Locale.ROOT,
                    "Disk: %,d bytes an event (%,d events)",
                    Directories.size(largeDirectory.resolve("events")) / head,
                    head));
        } finally {
            Directories.delete(directory);
        }
    }

    private static void fill(ConfigurableApplicationContext context, int events) {
        var engine = context.getBean(EventStorageEngine.class);
        for (int stored = 0; stored < events; stored += 1_000) {
            var batch = new ArrayList<DomainEventMessage<?>>();
            for (int i = 0; i < 1_000; i++) {
                batch.add(issued());
            }
            engine.appendEvents(batch);
        }
    }

    /** An event as a new license makes it. */
    static DomainEventMessage<LicenseIssued> issued() {
        var licenseId = LicenseId.random();
        return new GenericDomainEventMessage<>(
                "license", licenseId.value(), 0, new LicenseIssued(licenseId, OrganizationId.random(), TERMS));
    }

    private static double rate(ConfigurableApplicationContext context) throws Exception {
        var engine = context.getBean(EventStorageEngine.class);
        var done = new LongAdder();
        var begin = System.nanoTime();
        var end = begin + (long) (SECONDS * 1e9);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        engine.appendEvents(issued());
                        done.increment();
                    }
                    return null;
                });
            }
        }
        return done.sum() / ((System.nanoTime() - begin) / 1e9);
    }
}
