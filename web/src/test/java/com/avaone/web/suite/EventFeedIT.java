package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.events.CursorStore;
import com.avaone.events.Event;
import com.avaone.events.EventFollower;
import com.avaone.events.Progress;
import com.avaone.events.Subscription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The event feed, as other systems see it. */
@WholeSuite
@TestPropertySource(properties = {"AVAONE_EVENT_HEARTBEAT=1s", "AVAONE_EVENT_STREAMS_PER_CLIENT=3"})
@DirtiesContext
class EventFeedIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort
    private int port;

    private Caller operator;
    private String organization;
    private String clients;
    private int changes;

    @BeforeEach
    void registerAnOrganization() {
        operator = new Caller(port).signInWithToken();
        organization = register();
        clients = "/api/organization/" + organization + "/clients";
    }

    private String register() {
        var answer = operator.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind %s", "email": "hello@northwind.example", "adminEmail": "head@northwind.example",
                         "employeeCount": "11-50", "foundedYear": 2015, "selectedProducts": ["ava-cx"],
                         "userLimit": 10, "licenseExpiry": "2099-12-31"}""".formatted(UUID.randomUUID()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        operator.without("Idempotency-Key").without("Prefer");
        return answer.json().path("organizationId").asString();
    }

    private Caller.Answer create(String path, String scopes) {
        var answer =
                operator.post(path, "{\"name\":\"Warehouse\",\"kind\":\"service\",\"scopes\":[%s]}".formatted(scopes));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private String token(String path, String... scopes) {
        return create(path, "\"" + String.join("\",\"", scopes) + "\"")
                .json()
                .path("token")
                .asString();
    }

    private Caller program(String token) {
        return new Caller(port).with("Authorization", "Bearer " + token);
    }

    /** Two events each. */
    private void happen(int times) {
        happen(organization, times);
    }

    private void happen(String whose, int times) {
        var license = "/api/organizations/" + whose + "/license";
        for (var time = 0; time < times; time++) {
            changes++;
            var why = ",\"reason\":\"a secret reason\"}";
            var seats = operator.put(license + "/seats", "{\"seats\":" + (20 + changes) + why);
            assertThat(seats.status()).as(seats.body()).isEqualTo(200);
            var grace = operator.put(license + "/grace", "{\"graceDays\":" + (changes % 2 == 0 ? 5 : 6) + why);
            assertThat(grace.status()).as(grace.body()).isEqualTo(200);
        }
    }

    private static List<JsonNode> items(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var items = new ArrayList<JsonNode>();
        answer.json().path("items").forEach(items::add);
        return items;
    }

    private static List<String> ids(List<JsonNode> items) {
        return items.stream().map(item -> item.path("id").asString()).toList();
    }

    private List<JsonNode> everything(Caller caller, String query) {
        var all = new ArrayList<JsonNode>();
        var page = caller.get("/api/events?limit=1000" + query);
        all.addAll(items(page));
        while (page.json().has("behind")) {
            page = caller.get("/api/events?limit=1000" + query + "&cursor="
                    + page.json().path("cursor").asString());
            all.addAll(items(page));
        }
        return all;
    }

    @Test
    void tellsAnOrganizationsProgramWhatHappenedThereInOrderAndNothingElse() {
        var other = register();
        happen(3);
        happen(other, 2);
        var program = program(token(clients, "follow-events"));

        var events = everything(program, "");

        assertThat(events)
                .hasSizeGreaterThan(8)
                .allSatisfy(event -> {
                    assertThat(event.path("specversion").asString()).isEqualTo("1.0");
                    assertThat(event.path("organizationid").asString()).isEqualTo(organization);
                })
                .extracting(event -> event.path("type").asString())
                .startsWith("organization.registered")
                .containsSubsequence(
                        "license.seat-limit-changed",
                        "license.grace-period-changed",
                        "license.seat-limit-changed",
                        "client.created");
        assertThat(events)
                .extracting(event -> Long.parseLong(event.path("position").asString()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(events.toString())
                .doesNotContain(other, "northwind.example", "secret reason", "sourceaddress", "127.0.0.1");
        assertThat(ids(everything(program, "&organizationId=" + organization))).isEqualTo(ids(events));
        assertThat(program.get("/api/events?organizationId=" + other).status()).isEqualTo(404);
        assertThat(operator.get("/api/events?organizationId=org_01jd3r0v6g9m5r6w3m1v0k8q2t")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void tellsTheOperatorAboutEverybodyAndFiltersWhatIsWanted() {
        happen(2);
        var program = program(token("/api/clients", "follow-events"));

        var all = everything(program, "");

        assertThat(all.stream().map(event -> event.path("organizationid").asString("")))
                .contains(organization)
                .anyMatch(whose -> !whose.equals(organization));
        assertThat(ids(all)).isEqualTo(ids(everything(operator, "")));
        assertThat(everything(
                        program, "&organizationId=" + organization + "&type=license.seat-limit-changed&type=client.*"))
                .hasSize(2)
                .allMatch(event -> event.path("type").asString().equals("license.seat-limit-changed"));
        var license = everything(program, "&organizationId=" + organization + "&type=license.seat-limit-changed")
                .getFirst()
                .path("subject")
                .asString();
        assertThat(everything(program, "&aggregateId=" + license))
                .hasSizeGreaterThan(4)
                .allMatch(event -> event.path("subject").asString().equals(license));
    }

    @Test
    void tellsWhatIsAboutPersonsByAScopeOfItsOwnOnly() {
        happen(1);
        var plain = everything(program(token(clients, "follow-events")), "").toString();
        var personal = everything(program(token(clients, "follow-events", "read-personal-data-of-events")), "")
                .toString();

        assertThat(plain).doesNotContain("northwind.example", "secret reason", "127.0.0.1");
        assertThat(personal).contains("hello@northwind.example", "a secret reason", "sourceaddress");
        assertThat(everything(operator, "").toString()).doesNotContain("northwind.example", "secret reason");
    }

    @Test
    void letsNobodyInWhoMayNot() {
        assertThat(new Caller(port).get("/api/events").status()).isEqualTo(401);
        var answer = program(token(clients, "read-history", "read-personal-data-of-events"))
                .get("/api/events");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("scope-missing");
        assertThat(answer.body()).contains("follow-events");
    }

    @Test
    void answersBadQuestionsWithProblems() {
        var program = program(token(clients, "follow-events"));
        var cursor = program.get("/api/events").json().path("cursor").asString();
        for (var accept : List.of("application/json", "text/event-stream")) {
            program.with("Accept", accept);
            for (var query : List.of(
                    "since=-1",
                    "since=x",
                    "since=1&cursor=" + cursor,
                    "cursor=x",
                    "cursor=" + cursor.substring(0, cursor.length() - 4) + "AAAA",
                    "type=license.*&cursor=" + cursor,
                    "type=nothing.*",
                    "cursor=" + "x".repeat(600),
                    "aggregateId=" + "x".repeat(300))) {
                var answer = program.get("/api/events?" + query);
                assertThat(answer.status()).as(query + answer.body()).isEqualTo(400);
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            }
            assertThat(program.get("/api/events?since=999999999").code()).isEqualTo("feed-cursor-ahead-of-log");
        }
        assertThat(program.get("/api/events?organizationId=x").status()).isEqualTo(404);
        program.with("Accept", "application/json");
        for (var query : List.of("limit=0", "limit=1001", "wait=31", "wait=-1", "limit=x")) {
            assertThat(program.get("/api/events?" + query).status()).as(query).isEqualTo(400);
        }
        assertThat(program.get("/api/events?type=license.*&cursor=" + cursor).code())
                .isEqualTo("feed-cursor-of-other-filters");
        assertThat(program.get("/api/events?cursor=" + cursor.replace("1.", "2."))
                        .code())
                .isEqualTo("feed-cursor-not-valid");
    }

    @Test
    void answersALongQuestionAsSoonAsThereIsSomething() throws Exception {
        var program = program(token(clients, "follow-events"));
        var end = everything(program, "");
        var since = end.getLast().path("position").asString();
        var quiet = program.get("/api/events?wait=1&since=" + since);
        assertThat(items(quiet)).isEmpty();
        var waiting = CompletableFuture.supplyAsync(() -> program.get("/api/events?wait=30&since=" + since));

        happen(1);

        assertThat(items(waiting.get(15, TimeUnit.SECONDS))).isNotEmpty();
    }

    @Test
    void streamsAndGoesOnByTheLastIdWithoutGapOrRepeat() {
        happen(2);
        var token = token(clients, "follow-events");
        var program = program(token);
        try (var first = new EventStreamReader(port, token, "", null)) {
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.contentType()).startsWith("text/event-stream");
            happen(3);
            var soFar = ids(everything(program, ""));
            await().atMost(PATIENCE).until(() -> first.ids().size() >= soFar.size());
            assertThat(first.ids()).isEqualTo(soFar);
            assertThat(first.events())
                    .allSatisfy(event -> assertThat(event.event())
                            .isEqualTo(event.data().path("type").asString()));

            for (var cut : List.of(0, 3, soFar.size() - 1)) {
                var seen = first.events().get(cut);
                try (var second = new EventStreamReader(port, token, "", seen.id())) {
                    happen(1);
                    var all = ids(everything(program, ""));
                    await().atMost(PATIENCE).until(() -> second.ids().size() >= all.size() - cut - 1);
                    assertThat(second.ids()).isEqualTo(all.subList(cut + 1, all.size()));
                }
            }
            var page = program.get("/api/events?limit=1000");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(first.last("heartbeat")).hasValueSatisfying(heartbeat -> {
                        assertThat(heartbeat.data().path("count").asLong())
                                .isEqualTo(page.json().path("count").asLong());
                        assertThat(heartbeat.data().path("digest").asString())
                                .isEqualTo(page.json().path("digest").asString());
                    }));
        }
    }

    @Test
    void endsAStreamWithinSecondsWhenWhatLetItInIsOver() {
        var issued = create(clients, "\"follow-events\"").json();
        var other = create(clients, "\"follow-events\"").json();
        var person = new Caller(port);
        var session = person.post(
                        "/api/admin/login",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"bearer\":true}"
                                .formatted(WholeSuite.EMAIL, WholeSuite.PASSWORD))
                .json()
                .path("token")
                .asString();
        try (var revoked = new EventStreamReader(port, issued.path("token").asString(), "", null);
                var suspended = new EventStreamReader(port, other.path("token").asString(), "", null);
                var signedOut = new EventStreamReader(port, session, "?organizationId=" + organization, null)) {
            assertThat(revoked.status()).isEqualTo(200);
            assertThat(suspended.status()).isEqualTo(200);
            assertThat(signedOut.status()).isEqualTo(200);

            assertThat(operator.post(
                                    clients + "/" + issued.path("clientId").asString() + "/revoke",
                                    "{\"reason\":\"lost\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(program(session).post("/api/logout", "{}").status()).isLessThan(300);
            await().atMost(PATIENCE).until(() -> revoked.hasEnded() && signedOut.hasEnded());
            assertThat(suspended.hasEnded()).isFalse();
            assertThat(operator.post(
                                    "/api/organizations/" + organization + "/license/suspend",
                                    "{\"reason\":\"unpaid\"}")
                            .status())
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(suspended::hasEnded);

            assertThat(code(revoked)).isEqualTo("token-not-valid");
            assertThat(code(signedOut)).isEqualTo("not-signed-in");
            assertThat(code(suspended)).isEqualTo("license-shut");
        }
    }

    private static String code(EventStreamReader reader) {
        return reader.last("refused")
                .map(message -> message.data().path("code").asString())
                .orElse("");
    }

    @Test
    void opensSoManyStreamsForOneClientOnly() {
        var token = token(clients, "follow-events");
        try (var first = new EventStreamReader(port, token, "", null);
                var second = new EventStreamReader(port, token, "", null);
                var third = new EventStreamReader(port, token, "", null);
                var fourth = new EventStreamReader(port, token, "", null);
                var another = new EventStreamReader(port, token(clients, "follow-events"), "", null)) {
            assertThat(List.of(first.status(), second.status(), third.status(), another.status()))
                    .containsOnly(200);
            assertThat(fourth.status()).isEqualTo(429);
            assertThat(fourth.contentType()).startsWith("application/problem+json");
        }
    }

    /** It is sent more than any buffer on the way holds. */
    @Test
    void doesNotLetOneWhoReadsNothingDelayAnother() throws Exception {
        var idle = token("/api/clients", "follow-events");
        var token = token(clients, "follow-events");
        happen(30);
        var sockets = new ArrayList<Socket>();
        try (var reader = new EventStreamReader(port, token, "", null)) {
            for (var index = 0; index < 3; index++) {
                var socket = new Socket();
                socket.setReceiveBufferSize(1024);
                socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                sockets.add(socket);
                socket.getOutputStream()
                        .write(("GET /api/events HTTP/1.1\r\nHost: localhost:%d\r\nAccept: text/event-stream\r\n"
                                        + "Authorization: Bearer %s\r\n\r\n")
                                .formatted(port, idle)
                                .getBytes(StandardCharsets.UTF_8));
            }
            happen(30);

            var all = ids(everything(program(token), ""));
            await().atMost(Duration.ofSeconds(10)).until(() -> reader.ids().size() >= all.size());
            assertThat(reader.ids()).isEqualTo(all);
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static final class Kept implements CursorStore {

        private volatile @Nullable Progress progress;

        @Override
        public Optional<Progress> load() {
            return Optional.ofNullable(progress);
        }

        @Override
        public void save(Progress reached) {
            progress = reached;
        }
    }

    /** With a seed that is fixed, a program's connection is cut twenty times at any byte, and the program is started anew five times. */
    @Test
    void missesNothingHoweverOftenTheConnectionBreaks() throws Exception {
        var random = new Random(20_261_129);
        var cuts = IntStream.range(0, 20).map(_ -> 300 + random.nextInt(12_000)).toArray();
        var token = token(clients, "follow-events");
        var store = new Kept();
        var handled = new CopyOnWriteArrayList<Event>();
        try (var proxy = new CuttingProxy(port, connection -> connection < cuts.length ? cuts[connection] : -1)) {
            for (var life = 0; life < 5; life++) {
                happen(15);
                var target = ids(everything(program(token), "")).size();
                try (var follower = new EventFollower(subscription(proxy.port(), token), store)) {
                    var running = Thread.ofVirtual().start(() -> run(follower, handled));
                    await().atMost(PATIENCE).until(() -> follower.progress().count() >= target);
                    follower.close();
                    running.join();
                }
            }
            try (var follower = new EventFollower(subscription(proxy.port(), token), store)) {
                var running = Thread.ofVirtual().start(() -> run(follower, handled));
                while (proxy.connections() <= cuts.length) {
                    happen(5);
                }
                var page = program(token).get("/api/events?limit=1000");
                assertThat(page.json().has("behind")).isFalse();
                await().atMost(PATIENCE).untilAsserted(() -> {
                    assertThat(follower.progress().count())
                            .isEqualTo(page.json().path("count").asLong());
                    assertThat(follower.progress().digest())
                            .isEqualTo(page.json().path("digest").asString());
                });
                follower.close();
                running.join();
            }
            assertThat(handled)
                    .as("in order, nothing twice and nothing missing")
                    .extracting(Event::id)
                    .isEqualTo(ids(everything(program(token), "")));
        }
    }

    private static Subscription subscription(int port, String token) {
        return new Subscription(URI.create("http://localhost:" + port), token, null, List.of(), Duration.ofMillis(20));
    }

    private static void run(EventFollower follower, List<Event> handled) {
        try {
            follower.run(handled::add);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void describesEveryTypeOfEvents() {
        var anybody = new Caller(port);
        var types = anybody.get("/api/events/schemas").json().path("items");
        assertThat(types.size()).isGreaterThan(100);
        for (var type : types) {
            var schema = anybody.get(type.path("url").asString());
            assertThat(schema.status()).isEqualTo(200);
            assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
            assertThat(schema.json().path("title").asString())
                    .isEqualTo(type.path("type").asString());
        }
        var missing = anybody.get("/api/events/schemas/license.suspended/7");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.header("Content-Type")).startsWith("application/problem+json");
    }
}
