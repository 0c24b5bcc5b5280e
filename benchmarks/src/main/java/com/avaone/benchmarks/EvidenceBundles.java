package com.avaone.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long the suite takes to make the bundle of an organization with many events, and how long the program takes that verifies it. The events
 * are readings of the audit, each of an aggregate of its own.
 */
final class EvidenceBundles {

    private static final int EVENTS = Integer.getInteger("events", 100_000);
    private static final int CALLERS = Integer.getInteger("callers", 16);
    private static final int TIMES = Integer.getInteger("pairs", 3);

    private static final Path VERIFIER =
            Path.of(System.getProperty("verifier", "evidence-verifier/target/avaone-verify.jar"));

    private EvidenceBundles() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-evidence");
        try (var suite = RunningSuite.start(directory.resolve("data"), Map.of())) {
            var organization = suite.register(1);
            happen(suite, organization);
            suite.settle();
            var caughtUp = System.nanoTime();
            var position = suite.get("/api/evidence/checkpoint?organizationId=" + organization)
                    .path("size")
                    .asLong();
            System.out.println(String.format(
                    Locale.ROOT, "the log has %d events; a checkpoint takes %.0f ms", position, millis(caughtUp)));
            var key = suite.get("/api/evidence/keys").path("key").asString();
            for (var time = 0; time < TIMES; time++) {
                var bundle = directory.resolve("bundle.zip");
                var begin = System.nanoTime();
                take(suite, organization, bundle);
                var made = millis(begin);
                begin = System.nanoTime();
                verify(bundle, key);
                System.out.println(String.format(
                        Locale.ROOT,
                        "bundle of %.1f MB made and sent in %.1f s; verified in %.1f s, started and ended",
                        Files.size(bundle) / 1e6,
                        made / 1e3,
                        millis(begin) / 1e3));
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void happen(RunningSuite suite, String organization) throws InterruptedException {
        var places = new Semaphore(CALLERS);
        var failed = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < EVENTS; i++) {
                places.acquire();
                callers.execute(() -> {
                    try {
                        suite.get("/api/audit/events?limit=1&organizationId=" + organization);
                    } catch (IllegalStateException _) {
                        failed.incrementAndGet();
                    } finally {
                        places.release();
                    }
                });
            }
        }
        System.out.println("events that were not taken: " + failed.get());
    }

    private static void take(RunningSuite suite, String organization, Path bundle) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/evidence/bundle?organizationId=%s"
                            .formatted(suite.port(), organization)))
                    .header("Authorization", suite.authorization())
                    .build();
            var answer = http.send(request, BodyHandlers.ofFile(bundle));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The bundle was answered by " + answer.statusCode());
            }
        }
    }

    /** As a process of its own, as an auditor starts it. */
    private static void verify(Path bundle, String key) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-jar",
                        VERIFIER.toString(),
                        bundle.toString(),
                        "--key",
                        key)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
    }
}
