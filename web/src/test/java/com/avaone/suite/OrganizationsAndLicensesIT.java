package com.avaone.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.suite.RunningSuite.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a caller of the API sees of the whole suite, from the request to the read model. */
class OrganizationsAndLicensesIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path data;

    @SuppressWarnings("NullAway.Init")
    private static RunningSuite suite;

    @BeforeAll
    static void start() {
        suite = RunningSuite.start(data);
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void registersAnOrganizationWhoseLicenseAndDatabaseAreThereWithinSeconds() {
        var registered = suite.post("/api/organizations", organization("Harbour"), "Prefer", "return=representation");

        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.at("/license/status")).isEqualTo("active");
        assertThat(registered.at("/license/validUntil")).isEqualTo("2099-12-31");
        var organizationId = registered.at("/organizationId");
        assertThat(registered.header("Location")).isEqualTo("/api/organizations/" + organizationId);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(suite.get("/api/admin/multi-database-status?limit=100")
                                .json()
                                .at("/items")
                                .findValuesAsString("name"))
                        .contains(organizationId));
    }

    @Test
    void showsEveryAcceptedChangeToWhoeverAsksForItsPosition() {
        var path = register("Lantern");
        var known = suite.get(path).header("ETag");

        var suspended = suite.post(path + "/license/suspend", "{\"reason\": \"Unpaid invoice\"}");
        assertThat(suspended.status()).isEqualTo(200);
        var seen = suite.get(path, "Avaone-Min-Position", suspended.header("Avaone-Position"));
        assertThat(seen.at("/license/status")).isEqualTo("suspended");
        assertThat(seen.at("/license/statusReason")).isEqualTo("Unpaid invoice");
        // The organization's version is the same; what is shown of it is not.
        assertThat(seen.header("ETag")).isEqualTo(known);
        assertThat(suite.get(path, "If-None-Match", known).at("/license/status"))
                .isEqualTo("suspended");
        assertThat(Long.parseLong(seen.header("Avaone-Position")))
                .isGreaterThanOrEqualTo(Long.parseLong(suspended.header("Avaone-Position")));

        var renewed = suite.post(
                path + "/license/renew",
                "{\"period\": \"P1Y\", \"start\": \"from-expiry\", \"reason\": \"Order 7781\", \"comment\": \"Paid\"}",
                "Prefer",
                "return=representation");
        assertThat(renewed.at("/validUntil")).isEqualTo("2100-12-31");
        assertThat(renewed.at("/status")).isEqualTo("suspended");

        var resumed = suite.post(path + "/license/resume", "{\"reason\": \"Paid\"}", "Prefer", "return=representation");
        assertThat(resumed.at("/status")).isEqualTo("active");
        var again = suite.post(path + "/license/resume", "{\"reason\": \"Paid\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/code")).isEqualTo("license-not-shut");

        var history = suite.get(path + "/license/history").json().at("/items");
        assertThat(history.findValuesAsString("event"))
                .containsExactly("license.reinstated", "license.renewed", "license.suspended", "license.issued");
        assertThat(history.at("/1/reason").asString()).isEqualTo("Order 7781");
        assertThat(history.at("/1/comment").asString()).isEqualTo("Paid");
        assertThat(history.at("/1/changes/0/before").asString()).isEqualTo("2099-12-31");
        assertThat(history.at("/1/changes/0/after").asString()).isEqualTo("2100-12-31");

        var before = suite.get(path + "?asOf=" + suspended.at("/position"));
        assertThat(before.at("/license/status")).isEqualTo("suspended");
        assertThat(before.at("/license/validUntil")).isEqualTo("2099-12-31");
    }

    @Test
    void changesSeatsProductsOverageAndGrace() {
        var path = register("Meridian");

        assertThat(suite.put(path + "/license/seats", "{\"seats\": 40, \"reason\": \"Growth\"}")
                        .status())
                .isEqualTo(200);
        assertThat(suite.put(path + "/license/overage", "{\"extraSeats\": 5, \"reason\": \"Growth\"}")
                        .status())
                .isEqualTo(200);
        assertThat(suite.put(path + "/license/grace", "{\"graceDays\": 30, \"reason\": \"Agreed\"}")
                        .status())
                .isEqualTo(200);
        var license = suite.put(path + "/license/products", """
                {"products": [{"productId": "ava-flow", "validUntil": "2090-06-30"}], "reason": "Order"}""", "Prefer", "return=representation");

        assertThat(license.json().at("/seats").asInt()).isEqualTo(40);
        assertThat(license.json().at("/overage/extraSeats").asInt()).isEqualTo(5);
        assertThat(license.json().at("/graceDays").asInt()).isEqualTo(30);
        assertThat(license.at("/products/0/validUntil")).isEqualTo("2090-06-30");
        assertThat(suite.put(path + "/license/seats", "{\"seats\": 10, \"reason\": \"Less\"}", "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void refusesAStaleVersionAndKeepsAnEqualProfileAsItIs() {
        var path = register("Orchid");
        var profile = """
                {"name": "Orchid Works", "email": "office@orchid.example", "adminEmail": "admin@orchid.example"}""";

        assertThat(suite.put(path, profile).status()).isEqualTo(428);
        var changed = suite.put(path, profile, "If-Match", "\"0\"");
        assertThat(changed.header("ETag")).isEqualTo("\"1\"");
        var stale = suite.put(path, profile, "If-Match", "\"0\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("/code")).isEqualTo("stale-version");
        var equal = suite.put(path, profile, "If-Match", "\"1\"");
        assertThat(equal.status()).isEqualTo(200);
        assertThat(equal.header("ETag")).isEqualTo("\"1\"");
        var seen = suite.get(path, "Avaone-Min-Position", changed.header("Avaone-Position"));
        assertThat(seen.header("ETag")).isEqualTo("\"1\"");
        assertThat(seen.at("/profile/name")).isEqualTo("Orchid Works");
    }

    @Test
    void deletesAfterAGracePeriodInWhichItCanBeRestored() {
        var path = register("Pelican");

        assertThat(suite.delete(path).status()).isEqualTo(400);
        var requested = suite.delete(path + "?reason=Contract%20ended");
        assertThat(requested.status()).isEqualTo(202);
        assertThat(requested.at("/dueAt")).isNotEmpty();
        var seen = suite.get(path, "Avaone-Min-Position", requested.header("Avaone-Position"));
        assertThat(seen.at("/state")).isEqualTo("deletion-requested");
        assertThat(seen.at("/deletionDueAt")).isEqualTo(requested.at("/dueAt"));
        assertThat(suite.put(path + "/products", "{\"selectedProducts\": []}", "If-Match", "*")
                        .at("/code"))
                .isEqualTo("deletion-requested");

        var restored =
                suite.post(path + "/restore", "{\"reason\": \"Stays after all\"}", "Prefer", "return=representation");
        assertThat(restored.at("/state")).isEqualTo("active");
        assertThat(restored.json().at("/deletionDueAt").isMissingNode()).isTrue();
    }

    @Test
    void listsWhatTheFiltersAskForPageByPage() {
        for (var name : new String[] {"Quarry One", "Quarry Two", "Quarry Three"}) {
            register(name);
        }

        var first = suite.get("/api/organizations?text=quarry&sort=name&limit=2&product=ava-cx");
        assertThat(first.json().at("/total").asInt()).isEqualTo(3);
        assertThat(first.json().at("/items").findValuesAsString("slug")).containsExactly("quarry-one", "quarry-three");
        var second = suite.get(
                "/api/organizations?text=quarry&sort=name&limit=2&product=ava-cx&cursor=" + first.at("/next"));
        assertThat(second.json().at("/items").findValuesAsString("slug")).containsExactly("quarry-two");
        assertThat(second.json().at("/next").isMissingNode()).isTrue();
        assertThat(suite.get("/api/organizations?text=quarry&product=ava-flow")
                        .json()
                        .at("/total")
                        .asInt())
                .isZero();
        assertThat(suite.get("/api/organizations?cursor=forged").status()).isEqualTo(400);
    }

    @Test
    void letsExactlyOneOfManyHaveAShortName() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(IntStream.range(0, 20)
                    .mapToObj(_ -> (Callable<Answer>) () -> suite.post("/api/organizations", organization("Rare Name")))
                    .toList());

            assertThat(answers)
                    .extracting(Future::resultNow)
                    .extracting(Answer::status)
                    .containsOnly(201, 409)
                    .containsOnlyOnce(201);
        }
    }

    @Test
    void makesOneOrganizationOfManyRequestsUnderOneKey() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(IntStream.range(0, 10)
                    .mapToObj(_ -> (Callable<Answer>)
                            () -> suite.post("/api/organizations", organization("Single"), "Idempotency-Key", "single"))
                    .toList());

            // While the first is under way the others may be told to wait; nobody is told of a second organization.
            assertThat(answers)
                    .extracting(Future::resultNow)
                    .extracting(Answer::status)
                    .containsAnyOf(201)
                    .isSubsetOf(201, 409);
        }
        var repeated = suite.post("/api/organizations", organization("Single"), "Idempotency-Key", "single");
        assertThat(repeated.status()).isEqualTo(201);
        assertThat(suite.post("/api/organizations", organization("Double"), "Idempotency-Key", "single")
                        .at("/code"))
                .isEqualTo("idempotency-key-reused");
        assertThat(suite.get(
                                "/api/organizations?text=single",
                                "Avaone-Min-Position",
                                repeated.header("Avaone-Position"))
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void operatesProcessorsByTheirNames() {
        var unknown = suite.post(
                "/api/admin/multi-database-status",
                "{\"operation\": \"pause\", \"processor\": \"nobody\", \"reason\": \"Try\"}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.at("/code")).isEqualTo("unknown-processor");

        register("Rebuilt");
        var rebuilt = suite.post(
                "/api/admin/multi-database-status",
                "{\"operation\": \"rebuild\", \"processor\": \"organization\", \"reason\": \"Try\"}");
        assertThat(rebuilt.status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(suite.get(
                                        "/api/organizations?text=rebuilt",
                                        "Avaone-Min-Position",
                                        rebuilt.header("Avaone-Position"))
                                .json()
                                .at("/total")
                                .asInt())
                        .isEqualTo(1));
    }

    @Test
    void knowsEverythingAgainAfterARestart(@TempDir Path ownData) {
        final String path;
        final Answer first;
        final Answer suspended;
        try (var before = RunningSuite.start(ownData)) {
            first = before.post("/api/organizations", organization("Anchor"), "Idempotency-Key", "anchor");
            path = "/api/organizations/" + first.at("/id");
            await("license issued").until(() -> before.get(path + "/license").status() == 200);
            suspended = before.post(path + "/license/suspend", "{\"reason\": \"Unpaid invoice\"}");
            assertThat(suspended.status()).isEqualTo(200);
        }
        try (var after = RunningSuite.start(ownData)) {
            var repeated = after.post("/api/organizations", organization("Anchor"), "Idempotency-Key", "anchor");

            assertThat(repeated.status()).isEqualTo(201);
            assertThat(repeated.json()).isEqualTo(first.json());
            assertThat(after.post("/api/organizations", organization("Other"), "Idempotency-Key", "anchor")
                            .status())
                    .isEqualTo(422);
            assertThat(after.get(path, "Avaone-Min-Position", suspended.header("Avaone-Position"))
                            .at("/license/status"))
                    .isEqualTo("suspended");
            assertThat(after.get("/api/organizations").json().at("/total").asInt())
                    .isEqualTo(1);
        }
    }

    private static String register(String name) {
        var registered = suite.post("/api/organizations", organization(name), "Prefer", "return=representation");
        assertThat(registered.status()).isEqualTo(201);
        return "/api/organizations/" + registered.at("/organizationId");
    }

    private static String organization(String name) {
        return """
                {"name": "%s", "email": "office@example.org", "adminEmail": "admin@example.org", "userLimit": 25,
                 "licenseExpiry": "2099-12-31", "selectedProducts": ["ava-cx"]}""".formatted(name);
    }
}
