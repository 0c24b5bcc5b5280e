package com.avaone.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * How long an event takes from the moment at which it is decided until it has arrived at each of many streams of the event feed, while events
 * happen at a steady rate; and what a stream costs in memory.
 */
final class FeedSubscribers {

    private static final int STREAMS = Integer.getInteger("streams", 1_000);
    private static final int PER_SECOND = Integer.getInteger("perSecond", 50);
    private static final int SECONDS = Integer.getInteger("seconds", 60);
    private static final int WARM_UP = Integer.getInteger("warmUp", 30);

    /** Readings of something else each second, so that it can be seen what streams cost others. */
    private static final int OTHERS_PER_SECOND = 20;

    private static final String SEATS_CHANGED = "\"type\":\"license.seat-limit-changed\"";
    private static final Pattern TIME = Pattern.compile("\"time\":\"([^\"]+)\"");
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private FeedSubscribers() {}

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-feed");
        var data = directory.resolve("data");
        var most = Integer.toString(STREAMS + 10);
        try (var suite = RunningSuite.start(
                data, Map.of("AVAONE_EVENT_STREAMS", most, "AVAONE_EVENT_STREAMS_PER_CLIENT", most))) {
            var license = "/api/organizations/" + suite.register(1) + "/license/seats";
            var seats = new AtomicInteger(100);
            happen(suite, license, seats, WARM_UP);
            var idle = others(suite, () -> happen(suite, license, seats, SECONDS));
            var heapBefore = heap(suite);
            var memoryBefore = memory(suite);
            var head = suite.get("/api/events?limit=1").path("head").asLong();
            try (var streams = new Streams(suite, head)) {
                var heap = heap(suite) - heapBefore;
                var memory = memory(suite) - memoryBefore;
                happen(suite, license, seats, WARM_UP);
                streams.measuredSince = Instant.now();
                var processorBefore = processor(suite);
                var sent = new AtomicInteger();
                var busy = others(suite, () -> sent.set(happen(suite, license, seats, SECONDS)));
                var processor = processor(suite) - processorBefore;
                var delays = streams.await(sent.get());
                System.out.println(String.format(
                        Locale.ROOT,
                        "%d streams, %.1f events/s: %d of %d deliveries; p50 %.1f ms, p99 %.1f ms, longest %.1f ms; "
                                + "processor of the suite %.2f of a core; a stream takes %.1f KB of heap, %.1f KB of memory",
                        STREAMS,
                        sent.get() / (double) SECONDS,
                        delays.length,
                        (long) sent.get() * STREAMS,
                        at(delays, 0.5),
                        at(delays, 0.99),
                        at(delays, 1),
                        processor / SECONDS,
                        heap / (double) STREAMS,
                        memory / (double) STREAMS));
                System.out.println(String.format(
                        Locale.ROOT,
                        "other requests meanwhile: p50 %.1f ms, p99 %.1f ms of %d; without streams p50 %.1f ms, p99 %.1f ms of %d",
                        at(busy, 0.5),
                        at(busy, 0.99),
                        busy.length,
                        at(idle, 0.5),
                        at(idle, 0.99),
                        idle.length));
            }
        } finally {
            Directories.delete(directory);
        }
    }

    /** Something that happens meanwhile. */
    private interface Meanwhile {

        void run() throws Exception;
    }

    /** How long readings of an organization take, in microseconds, asked evenly while something else happens. */
    private static long[] others(RunningSuite suite, Meanwhile meanwhile) throws Exception {
        var path = "/api/organizations/"
                + suite.get("/api/organizations?limit=1")
                        .at("/items/0/organizationId")
                        .asString();
        var micros = new ConcurrentLinkedQueue<Long>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor();
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var ticks = clock.scheduleAtFixedRate(
                    () -> callers.submit(() -> {
                        var begin = System.nanoTime();
                        suite.get(path);
                        micros.add((System.nanoTime() - begin) / 1_000);
                    }),
                    0,
                    1_000_000_000L / OTHERS_PER_SECOND,
                    TimeUnit.NANOSECONDS);
            meanwhile.run();
            ticks.cancel(false);
        }
        return micros.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static double at(long[] micros, double share) {
        return micros[(int) (share * (micros.length - 1))] / 1e3;
    }

    /** Lets events happen evenly, and answers how many. */
    private static int happen(RunningSuite suite, String license, AtomicInteger seats, int seconds) throws Exception {
        var done = new AtomicInteger();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor();
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var ticks = clock.scheduleAtFixedRate(
                    () -> callers.submit(() -> {
                        suite.put(
                                license,
                                "{\"seats\":%d,\"reason\":\"a benchmark\"}".formatted(seats.incrementAndGet()));
                        done.incrementAndGet();
                    }),
                    0,
                    1_000_000_000L / PER_SECOND,
                    TimeUnit.NANOSECONDS);
            TimeUnit.SECONDS.sleep(seconds);
            ticks.cancel(false);
        }
        return done.get();
    }

    /** All streams, each read by a thread of its own. */
    private static final class Streams implements AutoCloseable {

        private final List<Socket> sockets = new ArrayList<>();
        private final List<Reader> readers = new ArrayList<>();
        private volatile Instant measuredSince = Instant.MAX;

        Streams(RunningSuite suite, long head) throws Exception {
            var open = new CountDownLatch(STREAMS);
            for (var index = 0; index < STREAMS; index++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), suite.port());
                sockets.add(socket);
                socket.getOutputStream()
                        .write(
                                ("GET /api/events?since=%d HTTP/1.1\r\nHost: localhost:%d\r\nAccept: text/event-stream\r\n"
                                                + "Authorization: %s\r\n\r\n")
                                        .formatted(head, suite.port(), suite.authorization())
                                        .getBytes(StandardCharsets.UTF_8));
                var reader = new Reader(socket, open);
                readers.add(reader);
                Thread.ofVirtual().start(reader);
            }
            if (!open.await(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("Only %d streams are open".formatted(STREAMS - open.getCount()));
            }
        }

        /** Delays in microseconds, once everything has arrived or ten seconds are over. */
        long[] await(int sent) throws InterruptedException {
            var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < end && readers.stream().anyMatch(reader -> reader.count < sent)) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            var delays = readers.stream()
                    .flatMapToLong(reader -> Arrays.stream(reader.delays, 0, reader.count))
                    .toArray();
            Arrays.sort(delays);
            return delays;
        }

        private final class Reader implements Runnable {

            private final Socket socket;
            private final CountDownLatch open;
            private final long[] delays = new long[2 * PER_SECOND * SECONDS];
            private volatile int count;

            Reader(Socket socket, CountDownLatch open) {
                this.socket = socket;
                this.open = open;
            }

            @Override
            public void run() {
                try (var lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                        if (line.startsWith("retry:")) {
                            open.countDown();
                        } else if (line.startsWith("data: {\"specversion\"")) {
                            arrived(line);
                        }
                    }
                } catch (IOException closed) {
                    // At the end.
                }
            }

            private void arrived(String line) {
                var time = TIME.matcher(line);
                // Those of the warm-up may still be on their way.
                if (!line.contains(SEATS_CHANGED)
                        || !time.find()
                        || Instant.parse(time.group(1)).isBefore(measuredSince)) {
                    return;
                }
                delays[count] = Duration.between(Instant.parse(time.group(1)), Instant.now())
                                .toNanos()
                        / 1_000;
                count = count + 1; // by this thread only
            }
        }

        @Override
        public void close() throws IOException {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    /** Heap in use after a collection, in KB. */
    private static long heap(RunningSuite suite) throws Exception {
        jcmd(suite, "GC.run");
        jcmd(suite, "GC.run");
        var info = jcmd(suite, "GC.heap_info");
        var used = USED.matcher(info);
        if (!used.find()) {
            throw new IllegalStateException(info);
        }
        return Long.parseLong(used.group(1));
    }

    private static String jcmd(RunningSuite suite, String command) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(suite.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Memory of the process, in KB. */
    private static long memory(RunningSuite suite) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(suite.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Seconds of processor that the process has used. */
    private static double processor(RunningSuite suite) {
        return ProcessHandle.of(suite.pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElseThrow()
                        .toMillis()
                / 1e3;
    }
}
