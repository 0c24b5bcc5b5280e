package com.avaone.benchmarks;

import com.avaone.api.kernel.LicenseId;
import com.avaone.api.kernel.OrganizationId;
import com.avaone.api.license.LicenseCommand.IssueLicense;
import com.avaone.api.license.LicenseTerms;
import com.avaone.api.license.Seats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;

/** Commands per second through the command bus, against the bare grouped insert loop. Event processors are stopped meanwhile. */
final class CommandRates {

    private static final double SECONDS = 2;
    private static final LicenseTerms TERMS =
            new LicenseTerms(new Seats(25), LocalDate.of(2030, 12, 31), 14, List.of());

    private CommandRates() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-commands");
        try (var context = EmbeddedSuite.start(directory.resolve("data"));
                var bare = new GroupedInserts(directory.resolve("bare.db"))) {
            context.getBean(EventProcessingConfiguration.class)
                    .eventProcessors()
                    .values()
                    .forEach(processor -> processor.shutDown());
            var commands = context.getBean(CommandGateway.class);
            System.out.println("| callers | commands/s | bare inserts/s | ratio | least to greatest |");
            System.out.println("|---|---|---|---|---|");
            for (int callers : new int[] {1, 8, 32, 64}) {
                var result = Pairs.compare(() -> rate(commands, callers), () -> bare.rate(callers, SECONDS));
                System.out.println(result.row(Integer.toString(callers)));
            }
        } finally {
            Directories.delete(directory);
        }
    }

    /** New licenses issued per second by {@code callers} who each wait for their receipt. */
    private static double rate(CommandGateway commands, int callers) throws Exception {
        var done = new LongAdder();
        var begin = System.nanoTime();
        var end = begin + (long) (SECONDS * 1e9);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        var organizationId = OrganizationId.random();
                        EmbeddedSuite.send(
                                commands,
                                organizationId,
                                new IssueLicense(LicenseId.random(), organizationId, TERMS));
                        done.increment();
                    }
                    return null;
                });
            }
        }
        return done.sum() / ((System.nanoTime() - begin) / 1e9);
    }
}
