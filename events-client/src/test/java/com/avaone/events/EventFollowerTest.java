package com.avaone.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that says what a test has it say. */
class EventFollowerTest {

    private static final String STREAM = "text/event-stream";
    private static final String JSON = "application/json";

    @TempDir
    Path directory;

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Event> handled = new ArrayList<>();
    private HttpServer server;

    private record Answer(int status, String type, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI() + " "
                + exchange.getRequestHeaders()
                        .getOrDefault("Last-Event-ID", List.of(""))
                        .getFirst());
        var answer = Objects.requireNonNullElse(answers.poll(), new Answer(403, JSON, "{\"code\":\"end-of-test\"}"));
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private EventFollower follower() {
        var subscription = new Subscription(
                URI.create("http://localhost:" + server.getAddress().getPort()),
                "avaone_x",
                "org_1",
                List.of("license.*"),
                Duration.ofMillis(1));
        return new EventFollower(subscription, new FileCursorStore(directory.resolve("progress")));
    }

    /** Until the suite says no. */
    private EventFollower follow(EventHandler handler) {
        var follower = follower();
        assertThatExceptionOfType(FeedRefused.class)
                .isThrownBy(() -> follower.run(handler))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("end-of-test"));
        return follower;
    }

    private static String event(int position) {
        return """
                {"specversion":"1.0","id":"e%d","source":"/","type":"license.paused","time":"2026-03-04T05:06:07Z",\
                "position":"%d","data":{"a":{"b":["}",%d]}}}""".formatted(position, position, position);
    }

    private static String message(int position) {
        return "id: c%d\nevent: license.paused\ndata: %s\n\n".formatted(position, event(position));
    }

    private static Progress after(int... positions) {
        var progress = Progress.NONE;
        for (var position : positions) {
            progress = progress.behind(FeedJson.event(event(position)), "c" + position);
        }
        return progress;
    }

    private static String heartbeat(Progress progress) {
        return "id: %s\nevent: heartbeat\ndata: {\"position\":9,\"head\":9,\"count\":%d,\"digest\":\"%s\"}\n\n"
                .formatted(progress.cursor(), progress.count(), progress.digest());
    }

    private static String page(Progress progress, int... positions) {
        var items = new ArrayList<String>();
        for (var position : positions) {
            items.add(event(position));
        }
        return "{\"items\":%s,\"cursor\":\"%s\",\"head\":9,\"count\":%d,\"digest\":\"%s\"}"
                .formatted(items, progress.cursor(), progress.count(), progress.digest());
    }

    @Test
    void readsAStreamAndGoesOnWhereItEnded() {
        answers.add(new Answer(200, STREAM, "retry: 2000\n\n" + message(1) + message(4) + heartbeat(after(1, 4))));
        answers.add(new Answer(200, STREAM, message(5)));

        var follower = follow(handled::add);

        assertThat(handled).extracting(Event::position).containsExactly(1L, 4L, 5L);
        assertThat(handled.getFirst().data()).isEqualTo("{\"a\":{\"b\":[\"}\",1]}}");
        assertThat(handled.getFirst().json()).isEqualTo(event(1));
        assertThat(follower.progress()).isEqualTo(after(1, 4, 5));
        assertThat(asked)
                .containsExactly(
                        "/api/events?organizationId=org_1&type=license.* ",
                        "/api/events?organizationId=org_1&type=license.* c4",
                        "/api/events?organizationId=org_1&type=license.* c5");
    }

    @Test
    void leavesOutWhatTheStreamEndsIn() {
        answers.add(new Answer(200, STREAM, message(1) + message(2).substring(0, 60)));
        answers.add(new Answer(200, STREAM, message(2)));

        follow(handled::add);

        assertThat(handled).extracting(Event::position).containsExactly(1L, 2L);
    }

    @Test
    void goesOnAfterARestartWhereItWas() {
        answers.add(new Answer(200, STREAM, message(1)));
        follow(handled::add);
        answers.add(new Answer(200, STREAM, message(2) + heartbeat(after(1, 2))));

        var follower = follow(handled::add);

        assertThat(follower.progress()).isEqualTo(after(1, 2));
        assertThat(asked.get(2)).endsWith(" c1");
    }

    @Test
    void handsAnEventOnAgainUntilItIsDealtWith() {
        answers.add(new Answer(200, STREAM, message(1) + message(2)));
        var failures = new ArrayDeque<>(List.of(1, 2, 3, 4, 5));

        var follower = follow(event -> {
            if (event.position() == 1 && failures.poll() != null) {
                throw new IOException("The database is away");
            }
            handled.add(event);
        });

        assertThat(handled).extracting(Event::position).containsExactly(1L, 2L);
        assertThat(follower.progress()).isEqualTo(after(1, 2));
        assertThat(asked).as("and does not ask for it again").hasSize(2);
    }

    private EventFollower followUntilTheSecondFails() throws Exception {
        var follower = follower();
        follower.run(event -> {
            if (event.position() == 2) {
                follower.close();
                throw new IOException("The database is away");
            }
            handled.add(event);
        });
        return follower;
    }

    @Test
    void keepsNothingOfAnEventThatWasNotDealtWithWhenClosed() throws Exception {
        answers.add(new Answer(200, STREAM, message(1) + message(2)));
        try (var follower = followUntilTheSecondFails()) {

            assertThat(follower.progress()).isEqualTo(after(1));
        }
        answers.add(new Answer(200, STREAM, message(2)));

        follow(handled::add);

        assertThat(handled).extracting(Event::position).containsExactly(1L, 2L);
        assertThat(asked.get(1)).endsWith(" c1");
    }

    /** A page is dealt with as a whole or begins anew. */
    @Test
    void keepsNothingOfAPageThatWasNotDealtWithWhenClosed() throws Exception {
        for (var time = 0; time < 3; time++) {
            answers.add(new Answer(502, "text/html", ""));
        }
        answers.add(new Answer(200, JSON, page(after(1, 2), 1, 2)));
        try (var follower = followUntilTheSecondFails()) {

            assertThat(handled).extracting(Event::position).containsExactly(1L);
            assertThat(follower.progress()).isEqualTo(Progress.NONE);
        }
    }

    @Test
    void followsTheStreamOnThatIsCutOffAgainAndAgain() {
        for (var time = 0; time < 5; time++) {
            answers.add(new Answer(200, STREAM, heartbeat(Progress.NONE)));
        }

        follow(handled::add);

        assertThat(asked).hasSize(6).noneMatch(address -> address.contains("wait="));
    }

    @Test
    void findsAGap() {
        answers.add(new Answer(200, STREAM, message(1) + message(3) + heartbeat(after(1, 2, 3))));

        assertThatExceptionOfType(GapFound.class).isThrownBy(() -> follower().run(handled::add));
    }

    @Test
    void findsAGapBetweenPages() {
        for (var time = 0; time < 3; time++) {
            answers.add(new Answer(502, "text/html", "bad gateway"));
        }
        answers.add(new Answer(200, JSON, page(after(1, 2, 3), 1, 3)));

        assertThatExceptionOfType(GapFound.class).isThrownBy(() -> follower().run(handled::add));
    }

    @Test
    void asksPageByPageWhereNoStreamComesThrough() {
        for (var time = 0; time < 3; time++) {
            answers.add(new Answer(200, "text/html", "<h1>Welcome to the proxy</h1>"));
        }
        answers.add(new Answer(200, JSON, page(after(1, 2), 1, 2)));
        // Where no page comes through either, the stream is tried in between.
        answers.add(new Answer(200, "text/html", "<h1>Welcome to the proxy</h1>"));
        answers.add(new Answer(200, "text/html", "<h1>Welcome to the proxy</h1>"));
        answers.add(new Answer(200, JSON, page(after(1, 2, 3), 3)));

        var follower = follow(handled::add);

        assertThat(handled).extracting(Event::position).containsExactly(1L, 2L, 3L);
        assertThat(follower.progress()).isEqualTo(after(1, 2, 3));
        assertThat(asked.get(3)).startsWith("/api/events?wait=20&organizationId=org_1");
        assertThat(asked.get(4)).contains("cursor=c2");
    }

    @Test
    void isClosedWhileTheSuiteDoesNotAnswer() throws Exception {
        var silent = new CountDownLatch(1);
        server.removeContext("/");
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            try {
                silent.await();
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
        });
        try (var follower = follower();
                var threads = Executors.newSingleThreadExecutor()) {
            var run = threads.submit(() -> {
                follower.run(handled::add);
                return true;
            });
            while (asked.isEmpty()) {
                Thread.onSpinWait();
            }

            follower.close();

            assertThat(run.get(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            silent.countDown();
        }
    }

    @Test
    void stopsWhereItIsToldThatItMayNotGoOn() {
        answers.add(new Answer(200, STREAM, "event: refused\ndata: {\"code\":\"token-not-valid\"}\n\n"));

        assertThatExceptionOfType(FeedRefused.class)
                .isThrownBy(() -> follower().run(handled::add))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("token-not-valid"));
    }

    @Test
    void tellsItsTokenToNobodyElse() {
        assertThat(new Subscription(URI.create("https://suite.example/"), "avaone_x").toString())
                .doesNotContain("avaone_x");
    }
}
