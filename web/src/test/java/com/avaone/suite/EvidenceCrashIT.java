package com.avaone.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The suite is killed while things happen: what was signed before holds afterwards, and all of it worked out anew is the same. */
class EvidenceCrashIT {

    private static final int KILLS = 2;
    private static final int CLIENTS = 4;

    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void whatWasSignedHoldsAfterEveryCrashAndARebuild(@TempDir Path directory) throws Exception {
        var data = directory.resolve("data");
        var settings = Map.of("AVAONE_EVIDENCE_INTERVAL", "1s");
        for (var kill = 0; kill < KILLS; kill++) {
            try (var suite = SuiteProcess.start(data, settings);
                    var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                suite.signIn();
                for (var client = 0; client < CLIENTS; client++) {
                    clients.execute(() -> work(suite));
                }
                var signed = size(newest(suite));
                Awaitility.await("more is signed, and more happens")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> size(newest(suite)) > signed + 20);
                suite.kill();
            }
        }
        assertThat(done.get()).isPositive();
        JsonNode last;
        try (var suite = SuiteProcess.start(data, settings)) {
            suite.signIn();
            checkEachHoldsTheOneBefore(suite);
            last = newest(suite);
        }

        forgetHashes(data);
        try (var suite = SuiteProcess.start(data, settings)) {
            suite.signIn();
            assertThat(newest(suite).path("number").asLong())
                    .isGreaterThanOrEqualTo(last.path("number").asLong());
            checkEachHoldsTheOneBefore(suite);
            var again = suite.get("/api/evidence/consistency?from=%d&to=%d".formatted(size(last), size(last)));
            assertThat(again.path("toRoot")).isEqualTo(last.path("root"));
        }
    }

    private static JsonNode newest(SuiteProcess suite) throws IOException {
        return suite.get("/api/evidence/checkpoint");
    }

    private static long size(JsonNode checkpoint) {
        return checkpoint.path("size").asLong();
    }

    private static void checkEachHoldsTheOneBefore(SuiteProcess suite) throws IOException {
        var checkpoints = SuiteProcess.list(
                suite.get("/api/evidence/checkpoints?limit=500").get("items"));
        assertThat(checkpoints).hasSizeGreaterThan(KILLS);
        for (var i = 1; i < checkpoints.size(); i++) {
            var later = checkpoints.get(i - 1);
            var earlier = checkpoints.get(i);
            assertThat(size(later)).isGreaterThan(size(earlier));
            var proof = suite.get("/api/evidence/consistency?from=%d&to=%d".formatted(size(earlier), size(later)));
            assertThat(proof.path("fromRoot")).isEqualTo(earlier.path("root"));
            assertThat(proof.path("toRoot")).isEqualTo(later.path("root"));
        }
    }

    private void work(SuiteProcess suite) {
        try {
            while (true) {
                var slug = "evidence-" + numbers.incrementAndGet();
                var created = suite.send(
                        "POST",
                        "/api/organizations",
                        """
                        {"name": "%s", "slug": "%s", "email": "mail@%s.example", "adminEmail": "admin@%s.example",
                         "selectedProducts": ["ava-cx"], "userLimit": 10, "licenseExpiry": "2030-12-31"}""".formatted(slug, slug, slug, slug),
                        Map.of("Idempotency-Key", slug));
                assertThat(created.statusCode()).as(created.body()).isIn(200, 201);
                done.incrementAndGet();
            }
        } catch (IOException _) {
            // The suite was killed.
        }
    }

    private static void forgetHashes(Path data) throws SQLException {
        var file = data.resolve("events").resolve("events.sqlite");
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM evidence_node")).isPositive();
            statement.executeUpdate("UPDATE evidence_progress SET position = -1");
        }
    }
}
