package com.avaone.benchmarks;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Sign-ins per second through HTTP, against a loop that does nothing but check Argon2id hashes of the same parameters on as many threads as
 * the suite checks passwords at once; and how long a read takes while sign-ins flood the suite, against when nobody else is there.
 */
final class SignIns {

    private static final int USERS = 20;
    private static final int CALLERS = 8;
    private static final int READS = Integer.getInteger("samples", 2_000);
    private static final double SECONDS = 3;

    // As the suite's own.
    private static final Argon2PasswordEncoder ENCODER = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private static final int AT_ONCE =
            Integer.getInteger("atOnce", Runtime.getRuntime().availableProcessors());

    private SignIns() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-sign-ins");
        try (var suite = RunningSuite.start(directory.resolve("data"))) {
            var organizationId = suite.register(1);
            var invited = new LinkedHashMap<String, String>();
            for (var i = 0; i < USERS; i++) {
                var email = "user%d@o1.example".formatted(i);
                invited.put(email, suite.invite(organizationId, email, "employee"));
            }
            suite.settle();
            invited.values().forEach(userId -> suite.accept(organizationId, userId));
            suite.settle();
            var emails = List.copyOf(invited.keySet());
            var hash = ENCODER.encode(RunningSuite.PASSWORD);
            var next = new AtomicInteger();
            Runnable signIn = () -> signIn(suite, organizationId, emails, next.getAndIncrement());
            Runnable check = () -> ENCODER.matches(RunningSuite.PASSWORD, hash);
            // Some twenty sign-ins a second would take many minutes to have the code of a request compiled; reads share
            // most of it.
            Runnable read = () -> suite.get("/api/organizations/" + organizationId);
            Pairs.warmUp(() -> rate(CALLERS, read) + rate(CALLERS, signIn));
            System.out.println(Pairs.head("", "sign-ins/s", "bare Argon2id checks/s"));
            System.out.println(Pairs.compare(() -> rate(CALLERS, signIn), () -> rate(AT_ONCE, check))
                    .row("%d callers, %d checks at once".formatted(CALLERS, AT_ONCE)));
            compareReads(read, signIn);
        } finally {
            Directories.delete(directory);
        }
    }

    private static void compareReads(Runnable read, Runnable signIn) throws Exception {
        Latencies.of(READS, read);
        var idle = Latencies.of(READS, read);
        Latencies flooded;
        try (var _ = new Flood(signIn)) {
            flooded = Latencies.of(READS, read);
        }
        System.out.println(String.format(
                Locale.ROOT,
                "Read while %d callers sign in: p50 %.2f ms, p99 %.2f ms; idle: p50 %.2f ms, p99 %.2f ms; ratio of the p99 %.1f",
                CALLERS,
                flooded.millis(0.5),
                flooded.millis(0.99),
                idle.millis(0.5),
                idle.millis(0.99),
                flooded.millis(0.99) / idle.millis(0.99)));
    }

    private static void signIn(RunningSuite suite, String organizationId, List<String> emails, int number) {
        suite.post(
                "/api/workspace/login",
                "{\"organization\":\"%s\",\"email\":\"%s\",\"password\":\"%s\",\"bearer\":true}"
                        .formatted(organizationId, emails.get(number % emails.size()), RunningSuite.PASSWORD));
    }

    private static double rate(int callers, Runnable work) throws Exception {
        var done = new LongAdder();
        var begin = System.nanoTime();
        var end = begin + (long) (SECONDS * 1e9);
        var callersAtWork = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            for (var i = 0; i < callers; i++) {
                callersAtWork.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        work.run();
                        done.increment();
                    }
                }));
            }
            for (var caller : callersAtWork) {
                caller.get();
            }
        }
        return done.sum() / ((System.nanoTime() - begin) / 1e9);
    }

    /** Callers who sign in until it is closed. */
    private static final class Flood implements AutoCloseable {

        private final AtomicBoolean over = new AtomicBoolean();
        private final Thread[] callers = new Thread[CALLERS];

        Flood(Runnable signIn) {
            for (var i = 0; i < CALLERS; i++) {
                callers[i] = Thread.ofPlatform().start(() -> {
                    while (!over.get()) {
                        signIn.run();
                    }
                });
            }
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            for (var caller : callers) {
                caller.join();
            }
        }
    }
}
