package com.avaone.benchmarks;

import com.avaone.api.feed.FeedPoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Events happen to an organization while one webhook endpoint and one follower of the event stream take them, both failing at a part of
 * them, and while the suite and both consumers are killed again and again. In the end each must have every event, in the order of each
 * aggregate, nothing of another organization, and the digest of the log.
 */
final class WebhookProof {

    private static final int EVENTS = Integer.getInteger("events", 50_000);
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final int FAILING = Integer.getInteger("failing", 30);

    private static final int PER_SECOND = Integer.getInteger("perSecond", 200);
    private static final int TEAMS = Integer.getInteger("teams", 300);
    private static final int CALLERS = 8;
    private static final long PATIENCE_MINUTES = 90;

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Path directory;
    private final RunningSuite suite;
    private final String organization;
    private final String other;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> refusal = new AtomicReference<>();

    private WebhookProof(Path directory, RunningSuite suite) {
        this.directory = directory;
        this.suite = suite;
        organization = suite.register(1);
        other = suite.register(2);
    }

    static void run() throws Exception {
        var directory = Files.createTempDirectory("avaone-webhooks");
        var pauses = "100ms,".repeat(60) + "100ms";
        try (var suite = RunningSuite.start(
                directory.resolve("data"),
                Map.of(
                        "AVAONE_WEBHOOK_PRIVATE_NETWORKS",
                        "true",
                        // Who connects again at each failure leaves many streams that are not known to be over.
                        "AVAONE_EVENT_STREAMS",
                        "100000",
                        "AVAONE_EVENT_STREAMS_PER_CLIENT",
                        "100000",
                        "AVAONE_EVENT_HEARTBEAT",
                        "1s",
                        // With the usual pauses, of hours, this would take days.
                        "SPRING_APPLICATION_JSON",
                        "{\"avaone.webhooks.retries\":\"%s\"}".formatted(pauses)))) {
            new WebhookProof(directory, suite).prove();
        }
        Directories.delete(directory);
    }

    private void prove() throws Exception {
        var port = freePort();
        var registered = suite.post("/api/webhooks", """
                {"organizationId":"%s","url":"http://127.0.0.1:%d/events","since":0}""".formatted(organization, port));
        var webhookId = registered.findValue("webhookId").asString();
        var secret = registered.findValue("secret").asString();
        try (var receiver = new Consumer(
                        "webhook-receiver",
                        List.of("-Dport=" + port, "-Dsecret=" + secret, "-Dfailing=" + FAILING),
                        directory);
                var follower = new Consumer(
                        "feed-consumer",
                        List.of(
                                "-Dsuite=http://127.0.0.1:" + suite.port(),
                                "-Dorganization=" + organization,
                                "-Dfailing=" + FAILING),
                        directory)) {
            var begin = System.nanoTime();
            var happening = Thread.ofPlatform().start(this::happen);
            for (var kill = 1; kill <= KILLS; kill++) {
                awaitEvents((long) EVENTS * (3 * kill - 2) / (3 * KILLS + 1));
                suite.killAndStart();
                awaitEvents((long) EVENTS * (3 * kill - 1) / (3 * KILLS + 1));
                receiver.killAndStart();
                awaitEvents((long) EVENTS * 3 * kill / (3 * KILLS + 1));
                follower.killAndStart();
            }
            happening.join();
            var happened = seconds(begin);
            var log = log();
            awaitAll(webhookId, log.size());
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d events of the organization in %.0f s, %d requests repeated; all dealt with after %.0f s",
                    log.size(),
                    happened,
                    again.get(),
                    seconds(begin)));
            var progress = suite.get("/api/webhooks/" + webhookId).path("progress");
            judge("webhook", log, progress.findValue("digest").asString());
            judge(
                    "feed",
                    log,
                    Files.readAllLines(directory.resolve("feed.progress")).get(2));
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitEvents(long count) throws InterruptedException {
        while (done.get() < count) {
            if (refusal.get() != null) {
                throw new IllegalStateException(refusal.get());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Renames teams, each again and again; every tenth time one of the other organization. */
    private void happen() {
        var ours = teams(organization);
        var theirs = teams(other);
        var next = new AtomicInteger();
        var begin = System.nanoTime();
        var callers = new ArrayList<Thread>();
        for (var caller = 0; caller < CALLERS; caller++) {
            callers.add(Thread.ofVirtual().start(() -> {
                for (var number = next.getAndIncrement(); number < EVENTS; number = next.getAndIncrement()) {
                    pace(begin, number);
                    if (number % 10 == 0) {
                        rename(theirs.get(number / 10 % theirs.size()), number);
                    }
                    rename(ours.get(number % ours.size()), number);
                    done.incrementAndGet();
                }
            }));
        }
        try {
            for (var caller : callers) {
                caller.join();
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private List<String> teams(String of) {
        var teams = new ArrayList<String>();
        var count = of.equals(organization) ? TEAMS : 10;
        for (var number = 0; number < count; number++) {
            var name = "{\"name\":\"Team %d\"}".formatted(number);
            var id = suite.post("/api/organizations/%s/teams".formatted(of), name)
                    .path("id")
                    .asString();
            teams.add("/api/organizations/%s/teams/%s".formatted(of, id));
        }
        return teams;
    }

    private static void pace(long begin, int number) {
        var at = begin + number * 1_000_000_000L / PER_SECOND;
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, at - System.nanoTime()));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void rename(String team, int number) {
        while (true) {
            try {
                suite.put(team, "{\"name\":\"Team of %d\"}".formatted(number));
                return;
            } catch (IllegalStateException failure) {
                if (!(failure.getCause() instanceof IOException)
                        && !String.valueOf(failure.getMessage()).contains(" 503 ")) {
                    refusal.set(failure);
                    throw failure;
                }
                again.incrementAndGet();
                try {
                    TimeUnit.MILLISECONDS.sleep(200);
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            }
        }
    }

    /** What happened to the organization, as the log has it. */
    private List<ConsumedEvent> log() {
        var events = new ArrayList<ConsumedEvent>();
        var page = page("");
        while (true) {
            for (var item : page.path("items")) {
                events.add(ConsumedEvent.of(item));
            }
            if (page.path("behind").asLong(0) == 0) {
                break;
            }
            page = page("&cursor=" + page.path("cursor").asString());
        }
        var point = FeedPoint.FIRST;
        for (var event : events) {
            point = point.behind(event.position(), event.id());
        }
        check("the log's own digest", point.digest().equals(page.path("digest").asString()));
        return events;
    }

    private JsonNode page(String more) {
        return suite.get("/api/events?limit=1000&organizationId=" + organization + more);
    }

    private void awaitAll(String webhookId, int count) throws Exception {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        var feed = 0L;
        var sent = 0L;
        while (feed < count || sent < count) {
            TimeUnit.SECONDS.sleep(1);
            if (System.nanoTime() > end) {
                throw new IllegalStateException("After %d minutes the webhook has %d and the feed %d of %d events"
                        .formatted(PATIENCE_MINUTES, sent, feed, count));
            }
            sent = suite.get("/api/webhooks/" + webhookId)
                    .path("progress")
                    .findValue("count")
                    .asLong();
            feed = Long.parseLong(
                    Files.readAllLines(directory.resolve("feed.progress")).get(1));
        }
    }

    private void judge(String who, List<ConsumedEvent> log, String digest) throws IOException {
        var taken = new KeptLines(directory.resolve(who + ".taken"))
                .all().stream().map(ConsumedEvent::ofLine).toList();
        var refused = new KeptLines(directory.resolve(who + ".refused")).all();
        var seen = new HashSet<String>();
        var first = taken.stream().filter(event -> seen.add(event.id())).toList();
        check(who + ": nothing missed, nothing else", seen.equals(ids(log)) && first.size() == log.size());
        check(
                who + ": nothing of another organization",
                taken.stream().allMatch(event -> event.organization().equals(organization)));
        check(who + ": the order of each aggregate", byAggregate(first).equals(byAggregate(log)));
        check(who + ": repeats are the same event", new HashSet<>(taken).equals(new HashSet<>(log)));
        check(who + ": every message signed and named", refused.stream().noneMatch(line -> line.contains(" ")));
        var point = FeedPoint.FIRST;
        for (var event : log) {
            point = point.behind(event.position(), event.id());
        }
        check(who + ": the digest", point.digest().equals(digest));
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %d events of %d aggregates taken, %d of them again, %d attempts refused (%.0f %%)",
                who,
                first.size(),
                byAggregate(first).size(),
                taken.size() - first.size(),
                refused.size(),
                100.0 * refused.size() / (refused.size() + taken.size())));
    }

    private static Set<String> ids(List<ConsumedEvent> events) {
        return events.stream().map(ConsumedEvent::id).collect(Collectors.toSet());
    }

    private static Map<String, List<String>> byAggregate(List<ConsumedEvent> events) {
        var ids = new HashMap<String, List<String>>();
        events.forEach(event ->
                ids.computeIfAbsent(event.aggregate(), _ -> new ArrayList<>()).add(event.id()));
        return ids;
    }

    private static void check(String what, boolean holds) {
        System.out.println((holds ? "holds: " : "FAILS: ") + what);
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }

    /** A consumer in a process of its own. */
    private final class Consumer implements AutoCloseable {

        private final ProcessBuilder builder;
        private Process process;

        Consumer(String name, List<String> settings, Path directory) throws IOException {
            var command = new ArrayList<String>();
            command.add(JAVA.toString());
            command.add("-Xmx128m");
            command.add("-Ddirectory=" + directory);
            command.addAll(settings);
            command.add("-jar");
            command.add(System.getProperty("java.class.path"));
            command.add(name);
            builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve(name + ".log").toFile()));
            builder.environment().put("AVAONE_TOKEN", suite.authorization().substring("Bearer ".length()));
            process = builder.start();
        }

        void killAndStart() throws Exception {
            process.destroyForcibly().waitFor();
            process = builder.start();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
