package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Programs that call the suite in their own name, as they see it from outside. */
@WholeSuite
class ApiClientIT {

    private static final String REASON = "{\"reason\":\"it is lost\"}";

    private static final Pattern TOKEN = Pattern.compile("avaone_[0-9a-z]{26}_[\\w-]{49}");
    private static final Pattern CLIENT = Pattern.compile("cli_[0-9a-z]{26}");
    private static final Pattern TOKEN_ID = Pattern.compile("tok_[0-9a-z]{26}");

    @LocalServerPort
    private int port;

    private Caller operator;
    private String organization;
    private String clients;
    private String users;

    @BeforeEach
    void registerAnOrganization() {
        operator = new Caller(port).signInWithToken();
        organization = register(20);
        clients = "/api/organization/" + organization + "/clients";
        users = "/api/organization/" + organization + "/users";
    }

    @Test
    void reachTheirOwnOrganizationAndWhatTheirScopesSay() {
        var portal = program(create(clients, "service", "read-users"));

        assertThat(portal.get(users).status()).isEqualTo(200);
        var other = register(1);
        assertThat(portal.get("/api/organization/" + other + "/users").status()).isEqualTo(404);
        assertThat(portal.get("/api/organizations/" + other + "/license").status())
                .isIn(403, 404);
        var refused = portal.post(users, "{\"email\":\"mina@northwind.example\",\"role\":\"employee\"}");
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("scope-missing");
        assertThat(refused.body()).contains("manage-users");
        assertThat(refused.header("WWW-Authenticate"))
                .contains("insufficient_scope")
                .contains("manage-users");
        var member = operator.post(users, "{\"email\":\"jon@northwind.example\",\"role\":\"employee\"}")
                .json()
                .path("id")
                .asString();
        for (var closed : List.of("/unlock", "/activate", "/erase", "/invitation/resend")) {
            assertThat(portal.post(users + "/" + member + closed, REASON).status())
                    .as(closed)
                    .isEqualTo(403);
        }
        assertThat(portal.get(users + "/" + member + "/invitation/link").status())
                .isEqualTo(403);
        assertThat(portal.get(clients).status()).as("clients manage no clients").isEqualTo(403);
        assertThat(portal.get("/api/sessions").status())
                .as("a program is no person")
                .isEqualTo(403);
        assertThat(portal.get("/admin/dashboard").status())
                .as("a token is for the API only")
                .isEqualTo(303);
    }

    @Test
    void mayDoMoreFromTheNextRequestOnWhenAScopeIsAdded() {
        var issued = create(clients, "service", "read-users");
        var portal = program(issued);
        var invitation = "{\"email\":\"mina@northwind.example\",\"role\":\"employee\"}";
        assertThat(portal.post(users, invitation).status()).isEqualTo(403);

        var changed = operator.put(
                clients + "/" + id(issued) + "/scopes", "{\"scopes\":[\"manage-users\"],\"reason\":\"to invite\"}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        operator.with("Avaone-Min-Position", String.valueOf(changed.header("Avaone-Position")))
                .get(clients);
        var invited = portal.post(users, invitation);
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        var history = operator.without("Avaone-Min-Position")
                .get(users + "/" + invited.json().path("id").asString() + "/history");
        assertThat(history.body()).contains(id(issued));
    }

    @Test
    void changeTheirTokenWithoutBeingShutOutForAMoment() {
        var issued = create(clients, "service", "read-users");
        var before = program(issued);
        var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);

        var rotated = operator.post(
                clients + "/" + id(issued) + "/tokens",
                "{\"previousUntil\":\"%s\",\"reason\":\"the yearly change\"}".formatted(tomorrow));

        assertThat(rotated.status()).as(rotated.body()).isEqualTo(201);
        assertThat(rotated.header("Cache-Control")).contains("no-store");
        var after = program(rotated);
        assertThat(before.get(users).status()).isEqualTo(200);
        assertThat(after.get(users).status()).isEqualTo(200);
        var view = operator.get(clients + "/" + id(issued));
        assertThat(view.json().path("tokens").size()).isEqualTo(2);
        assertThat(view.body()).doesNotContain(token(issued), token(rotated));

        var old = view.json().path("tokens").get(1).path("tokenId").asString();
        var revoked = operator.post(clients + "/" + id(issued) + "/tokens/" + old + "/revoke", REASON);
        assertThat(revoked.status()).as(revoked.body()).isEqualTo(200);
        visible(revoked);
        assertThat(before.get(users).status()).isEqualTo(401);
        assertThat(after.get(users).status()).isEqualTo(200);

        visible(operator.post(clients + "/" + id(issued) + "/revoke", REASON));
        var shut = after.get(users);
        assertThat(shut.status()).isEqualTo(401);
        assertThat(shut.code()).isEqualTo("token-not-valid");
        assertThat(shut.header("WWW-Authenticate")).contains("invalid_token");
        assertThat(shut.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void areShownTheirTokenOnceHoweverOftenTheRequestIsRepeated() {
        operator.with("Idempotency-Key", UUID.randomUUID().toString());
        var first = create(clients, "service", "read-users");
        var second = create(clients, "service", "read-users");
        operator.without("Idempotency-Key");

        assertThat(id(second)).isEqualTo(id(first));
        assertThat(second.body()).doesNotContain("avaone_");
        assertThat(program(first).get(users).status()).isEqualTo(200);
    }

    @Test
    void readOnlyForAnAuditorWhoseTimeIsKnown() {
        assertThat(create(clients, "auditor", "read-history").status())
                .as("without an end")
                .isEqualTo(400);
        var body = "{\"name\":\"Audit\",\"kind\":\"auditor\",\"scopes\":[\"%s\"],\"expiresOn\":\"2099-01-31\"}";
        assertThat(operator.post(clients, body.formatted("manage-users")).code())
                .isEqualTo("scope-not-possible");
        var auditor = program(operator.post(clients, body.formatted("read-history")));

        assertThat(auditor.get("/api/organizations/" + organization + "/license/history")
                        .status())
                .isEqualTo(200);
        assertThat(auditor.post("/api/organizations/" + organization + "/license/suspend", REASON)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void areShutOutWithTheirOrganizationsLicense() {
        var portal = program(create(clients, "service", "read-users"));
        assertThat(portal.get(users).status()).isEqualTo(200);

        visible(operator.post("/api/organizations/" + organization + "/license/suspend", REASON));

        var shut = portal.get(users);
        assertThat(shut.status()).as(shut.body()).isEqualTo(403);
        assertThat(shut.code()).isEqualTo("license-shut");
    }

    @Test
    void makeOneUserForAnAddressHoweverManyAskAtOnce() throws Exception {
        var body = "{\"email\":\"mina@northwind.example\",\"firstName\":\"Mina\",\"plan\":\"starter\"}";
        assertThat(new Caller(port).post("/api/workspace/ensure-user", body).status())
                .isEqualTo(401);
        assertThat(operator.post("/api/workspace/ensure-user", body).status())
                .as("no person")
                .isEqualTo(403);
        assertThat(program(create(clients, "service", "read-users"))
                        .post("/api/workspace/ensure-user", body)
                        .code())
                .isEqualTo("scope-missing");
        var issued = create(clients, "service", "ensure-users");

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = executor
                    .invokeAll(IntStream.range(0, 100)
                            .<Callable<Caller.Answer>>mapToObj(
                                    _ -> () -> program(issued).post("/api/workspace/ensure-user", body))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isIn(200, 201));
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers)
                    .extracting(answer -> answer.json().path("userId").asString())
                    .containsOnly(answers.getFirst().json().path("userId").asString());
            var listed = operator.with(
                            "Avaone-Min-Position",
                            String.valueOf(answers.getFirst().header("Avaone-Position")))
                    .get("/api/workspace-users?organization=" + organization + "&plan=starter&state=active");
            assertThat(listed.status()).as(listed.body()).isEqualTo(200);
            assertThat(listed.json().path("total").asInt()).isEqualTo(1);
            assertThat(operator.get("/api/workspace-users?organization=" + organization + "&plan=other")
                            .json()
                            .path("total")
                            .asInt())
                    .isZero();
            var page = "/organization/dashboard/" + organization + "/users";
            assertThat(operator.get(page).body()).contains("Plan starter");
            assertThat(operator.get(page + "/"
                                    + answers.getFirst().json().path("userId").asString())
                            .body())
                    .contains("Personal plan")
                    .contains("starter");
            var history = operator.get(
                    users + "/" + answers.getFirst().json().path("userId").asString() + "/history");
            assertThat(history.json().path("items").size()).isEqualTo(1);
        }
    }

    @Test
    void areMadeAndRevokedOnPagesOnWhichTheTokenIsSeenOnce() {
        var browser = new Caller(port).signIn();
        for (var home : List.of("/admin/clients", "/organization/dashboard/" + organization + "/clients")) {
            assertThat(browser.get(home).body()).contains("No API clients");
            var blank = browser.get(home + "/new");
            assertThat(blank.status()).as(blank.body()).isEqualTo(200);
            assertThat(browser.form(home, Map.of("kind", "SERVICE")).status())
                    .as("without a name")
                    .isEqualTo(422);
            var endless = browser.form(
                    home, Map.of("name", "Audit", "kind", "AUDITOR", "scopes", "READ_HISTORY", "expiresOn", ""));
            assertThat(endless.status()).isEqualTo(422);
            assertThat(endless.body()).contains("expiresOn-error");

            var made = browser.form(
                    home,
                    Map.of("name", "Portal <1>", "kind", "SERVICE", "scopes", "READ_USERS", "idempotencyKey", home));

            assertThat(made.status()).as(made.body()).isEqualTo(200);
            assertThat(made.header("Cache-Control")).contains("no-store");
            var token = found(TOKEN, made);
            assertThat(new Caller(port)
                            .with("Authorization", "Bearer " + token)
                            .get(users)
                            .status())
                    .isEqualTo(200);
            var again = browser.form(
                    home,
                    Map.of("name", "Portal <1>", "kind", "SERVICE", "scopes", "READ_USERS", "idempotencyKey", home));
            assertThat(again.status()).as("sent twice").isEqualTo(303);

            var own = home + "/" + found(CLIENT, made);
            var shown = browser.get(own);
            assertThat(shown.status()).as(shown.body()).isEqualTo(200);
            assertThat(shown.body()).contains("Portal &lt;1&gt;").doesNotContain(token);
            var tokenId = found(TOKEN_ID, shown);
            for (var action : List.of("/rotate", "/scopes", "/revoke", "/tokens/" + tokenId + "/revoke")) {
                assertThat(browser.get(own + action).status()).as(action).isEqualTo(200);
            }
            var changed = browser.form(own + "/scopes", Map.of("scopes", "READ_HISTORY", "reason", "less"));
            assertThat(changed.status()).as(changed.body()).isEqualTo(303);
            var rotated = browser.form(own + "/rotate", Map.of("overlapDays", "1", "reason", "it is time"));
            assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
            assertThat(found(TOKEN, rotated)).isNotEqualTo(token);
            assertThat(browser.form(own + "/tokens/" + tokenId + "/revoke", Map.of("reason", "lost"))
                            .status())
                    .isEqualTo(303);
            assertThat(browser.form(own + "/revoke", Map.of("reason", "over")).status())
                    .isEqualTo(303);
            assertThat(browser.get(own).body()).contains("Revoked");
            assertThat(browser.get(home).body()).contains("Portal &lt;1&gt;");
        }
    }

    private static String found(Pattern pattern, Caller.Answer answer) {
        var matcher = pattern.matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return matcher.group();
    }

    /** What the command brought about is known at the door. */
    private void visible(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        operator.with("Avaone-Min-Position", String.valueOf(answer.header("Avaone-Position")));
        assertThat(operator.get(clients).status()).isEqualTo(200);
        operator.without("Avaone-Min-Position");
    }

    private Caller.Answer create(String path, String kind, String scope) {
        return operator.post(path, "{\"name\":\"Portal\",\"kind\":\"%s\",\"scopes\":[\"%s\"]}".formatted(kind, scope));
    }

    private Caller program(Caller.Answer issued) {
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        return new Caller(port).with("Authorization", "Bearer " + token(issued));
    }

    private static String token(Caller.Answer issued) {
        return issued.json().path("token").asString();
    }

    private static String id(Caller.Answer issued) {
        return issued.json().path("clientId").asString();
    }

    private String register(int seats) {
        var answer = operator.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind %s", "email": "hello@northwind.example", "adminEmail": "head@northwind.example",
                         "employeeCount": "11-50", "foundedYear": 2015, "selectedProducts": ["ava-cx"],
                         "userLimit": %d, "licenseExpiry": "2099-12-31"}""".formatted(UUID.randomUUID(), seats));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        operator.without("Idempotency-Key").without("Prefer");
        return answer.json().path("organizationId").asString();
    }
}
