package com.avaone.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** How long many organizations with their users take to provision, what each takes of the memory, and what they do to requests. */
final class ManyOrganizations {

    private static final int FEW = 10;
    private static final int MANY = Integer.getInteger("organizations", 1_000);
    private static final int USERS = 20;
    private static final int CALLERS = 8;
    private static final int READS = Integer.getInteger("samples", 2_000);

    private ManyOrganizations() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-organizations");
        try (var suite = RunningSuite.start(directory.resolve("data"))) {
            var organizations = new ConcurrentLinkedQueue<String>();
            provision(suite, organizations, FEW);
            Latencies.of(2 * READS, () -> read(suite, organizations));
            var amongFew = Latencies.of(READS, () -> read(suite, organizations));
            var memoryOfFew = liveBytes(suite.pid());
            var begin = System.nanoTime();
            provision(suite, organizations, MANY);
            var seconds = (System.nanoTime() - begin) / 1e9;
            Latencies.of(READS, () -> read(suite, organizations));
            var amongMany = Latencies.of(READS, () -> read(suite, organizations));
            var memory = (liveBytes(suite.pid()) - memoryOfFew) / (MANY - FEW);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%,d organizations of %d users: provisioned in %.0f s (%.1f organizations/s), %,d bytes of live memory each",
                    MANY,
                    USERS,
                    seconds,
                    (MANY - FEW) / seconds,
                    memory));
            System.out.println(String.format(
                    Locale.ROOT,
                    "Read of an organization: p50 %.2f ms among %,d, %.2f ms among %,d: ratio %.2f (p99 %.2f and %.2f ms)",
                    amongMany.millis(0.5),
                    MANY,
                    amongFew.millis(0.5),
                    FEW,
                    amongMany.millis(0.5) / amongFew.millis(0.5),
                    amongMany.millis(0.99),
                    amongFew.millis(0.99)));
        } finally {
            Directories.delete(directory);
        }
    }

    /** Registers organizations and invites their users until there are so many, and waits until every read model shows them. */
    private static void provision(RunningSuite suite, ConcurrentLinkedQueue<String> organizations, int upTo)
            throws Exception {
        var number = new AtomicInteger(organizations.size());
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            var callers = threads.invokeAll(java.util.Collections.nCopies(CALLERS, () -> {
                for (var next = number.getAndIncrement(); next < upTo; next = number.getAndIncrement()) {
                    var organizationId = suite.register(next);
                    for (var user = 0; user < USERS; user++) {
                        suite.invite(organizationId, "user%d@o%d.example".formatted(user, next), "employee");
                    }
                    organizations.add(organizationId);
                }
                return null;
            }));
            for (var caller : callers) {
                caller.get();
            }
        }
        suite.settle();
    }

    /** Another organization each time. */
    private static void read(RunningSuite suite, ConcurrentLinkedQueue<String> organizations) {
        var organizationId = organizations.remove();
        suite.get("/api/organizations/" + organizationId);
        organizations.add(organizationId);
    }

    /** Bytes of what is still used after a full collection. */
    private static long liveBytes(long pid) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(List.of(jcmd, Long.toString(pid), "GC.class_histogram")).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> Long.parseLong(line.strip().split("\\s+")[2]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jcmd says nothing of the memory"));
    }
}
