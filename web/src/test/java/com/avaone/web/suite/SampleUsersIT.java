package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Trying the suite out: test data and the way in as a sample user. */
@WholeSuite
class SampleUsersIT {

    private static final String TEST_DATA = "/api/setup-test-data";

    @LocalServerPort
    private int port;

    private Caller anybody;

    @BeforeEach
    void makeTestData() {
        anybody = new Caller(port);
        var made = anybody.post(TEST_DATA, "");
        assertThat(made.status()).as(made.body()).isEqualTo(200);
    }

    @Test
    void areMadeOnceHoweverManyAskAndCanAllSignIn() throws Exception {
        var before = anybody.get(TEST_DATA).json();
        assertThat(before.path("organizations")).hasSize(2);
        assertThat(before.path("users")).hasSize(18);

        try (var threads = Executors.newFixedThreadPool(4)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (var call = 0; call < 4; call++) {
                calls.add(() -> new Caller(port).post(TEST_DATA, "").status());
            }
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        assertThat(anybody.get(TEST_DATA).json()).isEqualTo(before);
        for (var user : before.path("users")) {
            assertThat(user.path("active").asBoolean()).as(user.toString()).isTrue();
            var answer = login(
                    user.path("role").asString(), user.path("organizationId").asString());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
        assertThat(signedIn("system-admin").get("/api/organizations").status()).isEqualTo(200);
        assertThat(signedIn("employee").get("/api/organizations").status()).isEqualTo(403);
        assertThat(signedIn("admin").get("/api/organization/sample-works/users").status())
                .isEqualTo(404);
    }

    @Test
    void haveNoPasswordAndNobodyElseIsSignedInSo() {
        var operator = new Caller(port).signInWithToken();
        var organization = register(operator, 3);
        var invited = operator.post(
                "/api/organization/" + organization + "/users",
                "{\"email\":\"admin@%s.example\",\"role\":\"admin\"}".formatted(organization));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);

        assertThat(login("admin", organization).status()).isEqualTo(404);
        assertThat(login("admin", "no-such-organization").status()).isEqualTo(404);
        assertThat(anybody.post("/api/debug-login", "{\"role\":\"king\"}").status())
                .isEqualTo(400);
        assertThat(anybody.post("/api/debug-login", "{}").body()).contains("\"field\":\"role\"");
        assertThat(anybody.get(TEST_DATA).body()).doesNotContain("password");
    }

    @Test
    void areAddedToAnOrganizationByASystemAdminWithinItsSeats() {
        var operator = new Caller(port).signInWithToken();
        var organization = register(operator, 3);
        var body = "{\"organization\":\"%s\"}".formatted(organization);

        assertThat(anybody.post("/api/add-sample-users", body).status()).isEqualTo(401);
        assertThat(signedIn("admin").post("/api/add-sample-users", body).status())
                .isEqualTo(403);
        assertThat(operator.post("/api/add-sample-users", "{\"organization\":\"nobody\"}")
                        .status())
                .isEqualTo(404);
        var added =
                operator.with("Idempotency-Key", UUID.randomUUID().toString()).post("/api/add-sample-users", body);

        assertThat(added.status()).as(added.body()).isEqualTo(200);
        assertThat(roles(added.json())).containsExactly("admin", "user", "employee", "auditor");
        assertThat(added.json().path("left")).hasSize(10);
        assertThat(added.json().path("seats").asString()).contains("3");
        assertThat(operator.without("Idempotency-Key")
                        .post("/api/add-sample-users", body)
                        .json()
                        .path("users"))
                .isEqualTo(added.json().path("users"));
        assertThat(login("employee", organization).status()).isEqualTo(200);
    }

    @Test
    void areRemovedAsAWholeAndCanBeMadeAgain() {
        var admin = signedIn("admin");
        var organization = anybody.get(TEST_DATA)
                .json()
                .path("organizations")
                .get(0)
                .path("organizationId")
                .asString();

        assertThat(anybody.delete(TEST_DATA).status()).isEqualTo(204);

        assertThat(anybody.get(TEST_DATA).json().path("users")).isEmpty();
        assertThat(admin.get("/api/sessions").status()).isEqualTo(401);
        var operator = new Caller(port).signInWithToken();
        await().untilAsserted(() -> assertThat(operator.get("/api/organizations/" + organization)
                        .json()
                        .path("state")
                        .asString("gone"))
                .isIn("deleted", "gone"));
        assertThat(anybody.post(TEST_DATA, "").json().path("users")).hasSize(18);
        assertThat(login("system-admin", "").status()).isEqualTo(200);
    }

    @Test
    void areOfferedByPagesThatSignInByOneClick() {
        var browser = new Caller(port);
        var page = browser.get("/test-login").body();
        assertThat(page).contains("value=\"CRM_READ_ONLY\"").contains("@sample-trading.example");
        assertThat(browser.get("/test-users").body()).contains("Sample Trading");

        assertThat(new Caller(port)
                        .with("Sec-Fetch-Site", "cross-site")
                        .form("/test-login", Map.of("role", "employee"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.form("/test-login", Map.of("role", "")).status()).isEqualTo(400);
        var entered = browser.form("/test-login", Map.of("role", "employee"));

        assertThat(entered.status()).as(entered.body()).isEqualTo(303);
        assertThat(entered.header("Location")).endsWith("/workspace/dashboard");
        assertThat(browser.get("/workspace/dashboard").body()).contains("Priya");
    }

    private Caller.Answer login(String role, String organization) {
        return new Caller(port)
                .post(
                        "/api/debug-login",
                        "{\"role\":\"%s\",\"organization\":\"%s\",\"bearer\":true}".formatted(role, organization));
    }

    private Caller signedIn(String role) {
        var answer = login(role, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Caller(port)
                .with("Authorization", "Bearer " + answer.json().path("token").asString());
    }

    private static List<String> roles(JsonNode added) {
        return added.path("users")
                .valueStream()
                .map(user -> user.path("role").asString())
                .toList();
    }

    private static String register(Caller operator, int seats) {
        var answer = operator.with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind %s", "email": "hello@northwind.example", "adminEmail": "head@northwind.example",
                         "selectedProducts": ["ava-cx"], "userLimit": %d, "licenseExpiry": "2099-12-31"}""".formatted(UUID.randomUUID(), seats));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        operator.without("Prefer");
        return answer.json().path("slug").asString();
    }
}
