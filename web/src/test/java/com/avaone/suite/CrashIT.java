package com.avaone.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.projection.kernel.embedded.EmbeddedMongo;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The packaged application under concurrent load, killed again and again. {@code -Davaone.crash.kills=100} makes it a longer test; ten
 * kills take about a minute and a half.
 */
class CrashIT {

    private static final int KILLS = Integer.getInteger("avaone.crash.kills", 10);
    private static final int CLIENTS = 6;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentLinkedQueue<Attempt> attempts = new ConcurrentLinkedQueue<>();

    /** A request under an idempotency key: what was sent, and what was answered if an answer came. */
    private static final class Attempt {

        final String path;
        final String body;
        final String key;
        volatile int status;
        volatile String answer = "";

        Attempt(String path, String body, String key) {
            this.path = path;
            this.body = body;
            this.key = key;
        }

        @Override
        public String toString() {
            return "%s %s: %d %s".formatted(path, body, status, answer);
        }

        boolean acknowledged() {
            return status / 100 == 2;
        }

        String id() {
            return JSON.readTree(answer).get("id").asString();
        }
    }

    @Test
    void everyAcknowledgedCommandIsThereOnceAndReadModelsEqualARebuild(@TempDir Path directory) throws Exception {
        var data = directory.resolve("data");
        for (int kill = 0; kill < KILLS; kill++) {
            try (var suite = SuiteProcess.start(data);
                    var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                suite.signIn();
                for (int i = 0; i < CLIENTS; i++) {
                    clients.execute(() -> work(suite));
                }
                var before = acknowledged();
                var enough = before + ThreadLocalRandom.current().nextInt(10, 60);
                Awaitility.await("load").atMost(Duration.ofSeconds(30)).until(() -> acknowledged() >= enough);
                suite.kill();
            }
        }
        try (var suite = SuiteProcess.start(data)) {
            suite.signIn();
            repeatAll(suite);
            suite.awaitCaughtUp();
            checkEachIsThereOnce(suite);
        }
        assertThat(Files.readString(data.resolve("suite.log")))
                .doesNotContain("Exception", SuiteProcess.PASSWORD)
                .doesNotContain("\tat ");

        var asRun = readModels(data);
        forgetReadModels(data);
        try (var suite = SuiteProcess.start(data)) {
            suite.signIn();
            suite.awaitCaughtUp();
        }
        assertThat(readModels(data)).as("read models against a fresh rebuild").isEqualTo(asRun);
        assertThat(asRun).hasSizeGreaterThan(KILLS);
    }

    private long acknowledged() {
        return attempts.stream().filter(Attempt::acknowledged).count();
    }

    /** Creates an organization, then suspends and resumes its license and changes its seats, until the suite dies. */
    private void work(SuiteProcess suite) {
        try {
            while (true) {
                var number = numbers.incrementAndGet();
                var slug = "crash-" + number;
                var created =
                        attempt(suite, "/api/organizations", """
                        {"name": "Crash %d", "slug": "%s", "email": "mail@%s.example", "adminEmail": "admin@%s.example",
                         "selectedProducts": ["ava-cx"], "userLimit": %d, "licenseExpiry": "2030-12-31"}""".formatted(number, slug, slug, slug, 10 + number));
                if (!created.acknowledged()) {
                    throw new AssertionError(created.status + " " + created.answer);
                }
                var license = "/api/organizations/" + created.id() + "/license";
                Awaitility.await("license issued")
                        .atMost(Duration.ofSeconds(10))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> suite.send("GET", license, null, Map.of()).statusCode() == 200);
                for (var action : List.of("suspend", "resume")) {
                    attempt(suite, license + "/" + action, "{\"reason\": \"crash %s %d\"}".formatted(action, number));
                }
            }
        } catch (IOException | org.awaitility.core.ConditionTimeoutException _) {
            // The suite was killed: what was not answered is repeated later.
        }
    }

    private Attempt attempt(SuiteProcess suite, String path, String body) throws IOException {
        var attempt = new Attempt(path, body, "crash-key-" + attempts.size() + "-" + numbers.incrementAndGet());
        attempts.add(attempt);
        post(suite, attempt);
        return attempt;
    }

    private static void post(SuiteProcess suite, Attempt attempt) throws IOException {
        var answer = suite.send("POST", attempt.path, attempt.body, Map.of("Idempotency-Key", attempt.key));
        attempt.answer = answer.body();
        attempt.status = answer.statusCode();
    }

    /** What was answered answers the same again; what was cut off is done now, or was done then: never twice. */
    private void repeatAll(SuiteProcess suite) throws IOException {
        for (var attempt : attempts) {
            var first = attempt.answer;
            var wasAcknowledged = attempt.acknowledged();
            post(suite, attempt);
            if (wasAcknowledged) {
                assertThat(attempt.answer).as("%s repeated", attempt.path).isEqualTo(first);
            } else {
                assertThat(attempt.status)
                        .as("%s: %s", attempt.path, attempt.answer)
                        .isIn(200, 201, 409);
            }
        }
    }

    private void checkEachIsThereOnce(SuiteProcess suite) throws IOException {
        var created = attempts.stream()
                .filter(attempt -> attempt.path.equals("/api/organizations"))
                .toList();
        assertThat(created).allMatch(Attempt::acknowledged).hasSizeGreaterThanOrEqualTo(KILLS);
        var total = suite.get("/api/organizations?limit=1").get("total").asLong();
        assertThat(total).as("organizations").isEqualTo(created.size());
        for (var organization : created) {
            var path = "/api/organizations/" + organization.id();
            assertThat(suite.get(path).get("slug").asString())
                    .isEqualTo(JSON.readTree(organization.body).get("slug").asString());
            var reasons = SuiteProcess.list(
                            suite.get(path + "/license/history?limit=200").get("items"))
                    .stream()
                    .map(entry -> entry.path("reason").asString(""))
                    .toList();
            for (var attempt : attempts) {
                if (attempt.path.startsWith(path + "/license/") && attempt.acknowledged()) {
                    assertThat(reasons)
                            .as(attempt.path)
                            .containsOnlyOnce(
                                    JSON.readTree(attempt.body).get("reason").asString());
                }
            }
        }
    }

    private static SortedMap<String, String> readModels(Path data) {
        try (var mongo = EmbeddedMongo.open(readModelFile(data));
                var client = MongoClients.create(mongo.connectionString())) {
            var documents = new TreeMap<>(ReadModels.of(client));
            // Looking needs a sign-in, which is one more event of who looks.
            documents
                    .values()
                    .removeIf(document -> document.contains("\"email\": \"" + SuiteProcess.ADMIN + "\"")
                            || document.contains("\"type\": \"user.signed-in\""));
            return documents;
        }
    }

    private static Path readModelFile(Path data) {
        return data.resolve("read-models.db");
    }

    private static void forgetReadModels(Path data) throws IOException {
        Files.delete(readModelFile(data));
    }
}
