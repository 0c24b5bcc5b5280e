package com.avaone.benchmarks;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseCommand.IssueLicense;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/**
 * Commands per second through the command bus, against bare inserts with the same durability: by one thread that inserts whole groups of
 * rows, as many at once as there are callers, and by as many callers who each append an event to the same store and wait for it. Event
 * processors are paused meanwhile.
 */
final class CommandRates {

    private static final List<Integer> CALLERS = Arrays.stream(
                    System.getProperty("callers", "1,8,32,64").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final double SECONDS = 2;
    private static final LicenseTerms TERMS =
            new LicenseTerms(new Seats(25), LocalDate.of(2030, 12, 31), 14, List.of());

    private CommandRates() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-commands");
        try (var context = EmbeddedSuite.start(directory.resolve("data"))) {
            EmbeddedSuite.pauseProcessors(context);
            var commands = context.getBean(CommandGateway.class);
            var engine = context.getBean(EventStorageEngine.class);
            Pairs.warmUp(() -> rate(CALLERS.getLast(), () -> issue(commands)));
            compareWithGroupedInserts(
                    commands, directory.resolve("bare.sqlite"), directory.resolve("data/events/events.sqlite"));
            System.out.println(Pairs.head("callers", "commands/s", "appends/s by as many callers of the same store"));
            for (int callers : CALLERS) {
                System.out.println(Pairs.compare(
                                () -> rate(callers, () -> issue(commands)),
                                () -> rate(callers, () -> engine.appendEvents(StoreGrowth.issued())))
                        .row(Integer.toString(callers)));
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private static void compareWithGroupedInserts(CommandGateway commands, Path file, Path events) throws Exception {
        try (var bare = new GroupedInserts(file, events)) {
            System.out.println(Pairs.head("callers", "commands/s", "inserts/s of one thread in groups as large"));
            for (int callers : CALLERS) {
                System.out.println(Pairs.compare(
                                () -> rate(callers, () -> issue(commands)), () -> bare.rate(callers, SECONDS))
                        .row(Integer.toString(callers)));
            }
        }
    }

    private static void issue(CommandGateway commands) {
        var organizationId = OrganizationId.random();
        EmbeddedSuite.send(commands, organizationId, new IssueLicense(LicenseId.random(), organizationId, TERMS));
    }

    /** How often per second {@code callers} do something, each waiting until it is done. */
    private static double rate(int callers, Runnable work) {
        var done = new LongAdder();
        var begin = System.nanoTime();
        var end = begin + (long) (SECONDS * 1e9);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.execute(() -> {
                    while (System.nanoTime() < end) {
                        work.run();
                        done.increment();
                    }
                });
            }
        }
        return done.sum() / ((System.nanoTime() - begin) / 1e9);
    }
}
