package com.avaone.web.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks as other systems see them: registered by a program, received on this machine, their signatures checked by the library. */
@WholeSuite
@TestPropertySource(properties = "avaone.webhooks.private-networks=true")
@DirtiesContext
class WebhookIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");
    private static final Pattern WEBHOOK = Pattern.compile("whk_[0-9a-z]{26}");
    private static final String ADMIN = "mina@northwind.example";
    private static final String REASON = "{\"reason\":\"we move\"}";

    @LocalServerPort
    private int port;

    private NewOrganization organization;
    private Caller operator;
    private String licenses;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int answered = 204;
    private HttpServer receiver;
    private String url;
    private int changes;

    /** A message as it came. */
    private record Received(String body, HttpHeaders headers) {

        String id() {
            return headers.firstValue("webhook-id").orElseThrow();
        }

        String type() {
            return JsonMapper.shared().readTree(body).path("type").asString();
        }

        void verify(String secret) throws WebhookVerificationException, EmptyWebhookSecretException {
            new Webhook(secret).verify(body, headers);
        }
    }

    @BeforeEach
    void begin() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", this::take);
        receiver.start();
        url = "http://127.0.0.1:%d/events".formatted(receiver.getAddress().getPort());
        organization = NewOrganization.register(port);
        operator = organization.operator();
        licenses = "/api/organizations/" + organization.organizationId() + "/license";
    }

    @AfterEach
    void end() {
        receiver.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var status = answered;
            if (status == 204 && !exchange.getRequestURI().getPath().endsWith("/witness")) {
                received.add(new Received(body, HttpHeaders.of(exchange.getRequestHeaders(), (_, _) -> true)));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private Caller program(String organizationId, String... scopes) {
        var answer = operator.post(
                "/api/organization/" + organizationId + "/clients",
                "{\"name\":\"Billing\",\"kind\":\"service\",\"scopes\":[\"%s\"]}"
                        .formatted(String.join("\",\"", scopes)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Caller(port)
                .with("Authorization", "Bearer " + answer.json().path("token").asString());
    }

    private Caller program() {
        return program(organization.organizationId(), "manage-webhooks");
    }

    /** One event of the license. */
    private void happen() {
        happen(licenses);
    }

    private void happen(String whose) {
        changes++;
        var answer =
                operator.put(whose + "/seats", "{\"seats\":%d,\"reason\":\"a secret reason\"}".formatted(20 + changes));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private Caller.Answer register(Caller caller, String more) {
        return caller.post("/api/webhooks", "{\"url\":\"%s\",\"types\":[\"license.*\"]%s}".formatted(url, more));
    }

    private static String path(Caller.Answer registered) {
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        return "/api/webhooks/" + registered.json().path("webhookId").asString();
    }

    private static String secret(Caller.Answer registered) {
        var secret = registered.json().path("secret").asString();
        assertThat(secret).matches(SECRET);
        return secret;
    }

    private void awaitReceived(int number) {
        await().atMost(PATIENCE).until(() -> received.size() >= number);
    }

    /** Another endpoint of the organization, which was looked at already. */
    private String witness() {
        var witness = path(operator.post(
                "/api/webhooks",
                "{\"organizationId\":\"%s\",\"url\":\"%s/witness\",\"types\":[\"license.seat-limit-changed\"]}"
                        .formatted(organization.organizationId(), url)));
        await().atMost(PATIENCE)
                .until(() -> operator.get(witness)
                                .json()
                                .path("progress")
                                .path("position")
                                .asLong(-1)
                        > 0);
        return witness;
    }

    private int delivered(String path) {
        return operator.get(path).json().path("progress").path("count").asInt();
    }

    private static void ok(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void areSentWhatHappensAndNothingOfOthersSignedWithTheirSecret() throws Exception {
        var other = NewOrganization.register(port).organizationId();
        var program = program();
        var registered = register(program, "");
        var secret = secret(registered);
        assertThat(registered.header("Cache-Control")).contains("no-store");

        happen("/api/organizations/" + other + "/license");
        happen();
        happen();
        awaitReceived(2);

        assertThat(received).hasSize(2).allSatisfy(message -> {
            assertThatCode(() -> message.verify(secret)).doesNotThrowAnyException();
            assertThat(message.type()).isEqualTo("license.seat-limit-changed");
            assertThat(message.body())
                    .contains(organization.organizationId())
                    .doesNotContain("a secret reason")
                    .doesNotContain(other);
            assertThat(JsonMapper.shared().readTree(message.body()).path("id").asString())
                    .isEqualTo(message.id());
        });
        assertThatThrownBy(() -> received.getFirst().verify("whsec_" + "A".repeat(43) + "="))
                .isInstanceOf(WebhookVerificationException.class);
        await().atMost(PATIENCE)
                .until(() -> program.get(path(registered))
                                .json()
                                .path("progress")
                                .path("count")
                                .asInt()
                        == 2);
        var shown = program.get(path(registered));
        assertThat(shown.body()).doesNotContain("whsec_");
        assertThat(shown.json().path("progress").path("dead").asInt()).isZero();
        var deliveries = program.get(path(registered) + "/deliveries?state=delivered");
        assertThat(deliveries.json().path("items").size()).as(deliveries.body()).isEqualTo(2);
    }

    @Test
    void areSignedWithBothSecretsWhileTheOneBeforeIsGood() throws Exception {
        var program = program();
        var registered = register(program, "");
        var before = secret(registered);

        var rotated = program.post(
                path(registered) + "/secrets",
                "{\"previousUntil\":\"%s\",\"reason\":\"yearly\"}"
                        .formatted(Instant.now().plus(1, ChronoUnit.DAYS)));
        assertThat(rotated.status()).as(rotated.body()).isEqualTo(201);
        var after = secret(rotated);
        happen();
        awaitReceived(1);
        received.getFirst().verify(before);
        received.getFirst().verify(after);

        var once = program.post(path(registered) + "/secrets", REASON);
        happen();
        awaitReceived(2);
        received.getLast().verify(secret(once));
        for (var old : List.of(before, after)) {
            assertThatThrownBy(() -> received.getLast().verify(old)).isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void areSentNothingWhileTheyAreDisabledAndAllOfItAfterwards() {
        var program = program();
        var registered = register(program, "");
        happen();
        awaitReceived(1);

        ok(program.post(path(registered) + "/disable", REASON));
        // Who is sent what is looked at again every second: another endpoint that is sent something shows that it was.
        var witness = witness();
        happen();
        happen();
        await().atMost(PATIENCE).until(() -> delivered(witness) == 2);
        assertThat(received).hasSize(1);
        assertThat(program.post(path(registered) + "/recover", "{\"since\":0,\"reason\":\"lost\"}")
                        .code())
                .isEqualTo("webhook-disabled");

        ok(program.post(path(registered) + "/enable", ""));
        awaitReceived(3);
        var ids = received.stream().map(Received::id).toList();
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();

        // What came of it is noted when its receiver has answered.
        var first = path(registered) + "/deliveries/" + ids.getFirst();
        await().atMost(PATIENCE).until(() -> program.get(first).status() == 200);
        var since = program.get(first).json().path("position").asLong();
        ok(program.post(path(registered) + "/recover", "{\"since\":%d,\"reason\":\"lost\"}".formatted(since)));
        awaitReceived(5);
        assertThat(received.stream().skip(3).map(Received::id)).containsExactlyElementsOf(ids.subList(1, 3));

        ok(program.post(path(registered) + "/deliveries/" + ids.getFirst() + "/resend", ""));
        awaitReceived(6);
        assertThat(received.getLast().id()).isEqualTo(ids.getFirst());

        ok(program.post(path(registered) + "/remove", REASON));
        await().atMost(PATIENCE).until(() -> program.get(path(registered)).status() == 404);
        assertThat(program.post(path(registered) + "/enable", "").code()).isEqualTo("webhook-removed");
    }

    @Test
    void areTestedWithoutAnEvent() throws Exception {
        var program = program();
        var registered = register(program, "");

        var taken = program.post(path(registered) + "/test", "");
        ok(taken);
        assertThat(taken.json().path("state").asString()).isEqualTo("delivered");
        assertThat(taken.json().path("status").asInt()).isEqualTo(204);
        awaitReceived(1);
        received.getFirst().verify(secret(registered));

        answered = 500;
        var refused = program.post(path(registered) + "/test", "");
        ok(refused);
        assertThat(refused.json().path("state").asString()).isNotEqualTo("delivered");
        assertThat(refused.json().path("status").asInt()).isEqualTo(500);
        assertThat(refused.json().path("problem").asString()).isNotEmpty();
    }

    @Test
    void getWhatIsAboutPersonsOnlyByTheScopeForIt() {
        assertThat(register(program(), ",\"personalData\":true").code()).isEqualTo("webhook-personal-data-not-allowed");
        assertThat(register(operator, ",\"personalData\":true").status())
                .as("no person")
                .isEqualTo(403);
        var program = program(
                organization.organizationId(), "manage-webhooks", "follow-events", "read-personal-data-of-events");
        assertThat(register(program, ",\"personalData\":true").status()).isEqualTo(201);

        happen();
        awaitReceived(1);

        assertThat(received.getFirst().body()).contains("a secret reason");
    }

    @Test
    void areSentWhatIsAboutPersonsNowhereElseByAPerson() {
        organization.join(ADMIN, "admin");
        var admin = organization.signedIn("organization", ADMIN);
        var program = program(organization.organizationId(), "manage-webhooks", "read-personal-data-of-events");
        var registered = path(register(program, ",\"personalData\":true"));
        var elsewhere = "{\"url\":\"%s/mine\",\"types\":[\"license.*\"],\"personalData\":true}".formatted(url);

        var refused = admin.with("If-Match", "*").put(registered, elsewhere);
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("webhook-personal-data-not-allowed");
        admin.without("If-Match");
        var page = "/streams/" + registered.substring(registered.lastIndexOf('/') + 1) + "/edit";
        assertThat(admin.get(page).body()).contains("the API client has to change them");
        var typed = admin.form(
                page,
                Map.of("url", url + "/mine", "description", "Mine", "types", "license.*", "personalData", "true"));
        assertThat(typed.status()).as(typed.body()).isEqualTo(403);
        assertThat(typed.body())
                .contains("id=\"personalData-error\"", "Leave it out, or have the client change that.")
                .contains("value=\"" + url + "/mine\"", "value=\"Mine\"", "value=\"license.*\"");

        var kept = admin.form(
                page, Map.of("url", url, "description", "Invoices", "types", "license.*", "personalData", "true"));
        assertThat(followed(admin, kept).body()).contains("Invoices");
        happen();
        awaitReceived(1);
        assertThat(received.getFirst().body()).contains("a secret reason");

        var leftOut = admin.form(page, Map.of("url", url + "/mine", "types", "license.*"));
        followed(admin, leftOut);
        happen();
        awaitReceived(2);
        assertThat(received.getLast().body()).doesNotContain("a secret reason");
    }

    @Test
    void areTheirOrganizationsOnly() {
        var registered = path(register(program(), ""));
        var rival = program(NewOrganization.register(port).organizationId(), "manage-webhooks");
        var body = "{\"url\":\"%s\"}".formatted(url);

        for (var path : List.of("", "/deliveries", "/deliveries/an-event")) {
            assertThat(rival.get(registered + path).status()).as(path).isEqualTo(404);
        }
        for (var path : List.of("/disable", "/remove")) {
            assertThat(rival.post(registered + path, REASON).status()).as(path).isEqualTo(404);
        }
        for (var path : List.of("/enable", "/test", "/deliveries/an-event/resend")) {
            assertThat(rival.post(registered + path, "").status()).as(path).isEqualTo(404);
        }
        assertThat(rival.post(registered + "/secrets", REASON).status()).isEqualTo(404);
        assertThat(rival.post(registered + "/recover", "{\"since\":0,\"reason\":\"r\"}")
                        .status())
                .isEqualTo(404);
        assertThat(rival.with("If-Match", "*").put(registered, body).status()).isEqualTo(404);
        rival.without("If-Match");
        assertThat(rival.get("/api/webhooks?organizationId=" + organization.organizationId())
                        .status())
                .isEqualTo(404);
        assertThat(register(rival, ",\"organizationId\":\"%s\"".formatted(organization.organizationId()))
                        .status())
                .isEqualTo(404);
        assertThat(rival.get("/api/webhooks").json().path("items").size()).isZero();
        assertThat(operator.get(registered).status()).isEqualTo(200);
    }

    @Test
    void areForAdminsAndProgramsWithTheScope() {
        var reader = program(organization.organizationId(), "follow-events");
        assertThat(register(reader, "").code()).isEqualTo("scope-missing");
        assertThat(reader.get("/api/webhooks").code()).isEqualTo("scope-missing");
        organization.join("jon@northwind.example", "employee");
        var employee = organization.signedIn("workspace", "jon@northwind.example");
        assertThat(employee.get("/api/webhooks").status()).isEqualTo(403);
        assertThat(employee.get("/streams").status()).isEqualTo(403);
        assertThat(new Caller(port).get("/api/webhooks").status()).isEqualTo(401);
        organization.join(ADMIN, "admin");
        assertThat(register(organization.signedIn("organization", ADMIN), "").status())
                .isEqualTo(201);
    }

    @Test
    void areRefusedWithTheFieldThatIsWrong() {
        var program = program();
        for (var wrong : List.of(
                List.of("{\"url\":\"ftp://example.com/\"}", "url"),
                List.of("{\"url\":\"no address\"}", "url"),
                List.of("{\"url\":\"%s\",\"types\":[\"licence.*\"]}".formatted(url), "types"),
                List.of("{\"url\":\"%s\",\"since\":999999999}".formatted(url), "since"))) {
            var answer = program.post("/api/webhooks", wrong.get(0));
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"" + wrong.get(1) + "\"");
        }
        assertThat(program.get("/api/webhooks").json().path("items").size()).isZero();
    }

    @Test
    void areRegisteredOnceHoweverOftenTheRequestIsRepeated() {
        var program = program().with("Idempotency-Key", UUID.randomUUID().toString());
        var first = register(program, "");
        var second = register(program, "");

        assertThat(path(second)).isEqualTo(path(first));
        assertThat(second.body()).doesNotContain("whsec_");
        happen();
        awaitReceived(1);
        assertThatCode(() -> received.getFirst().verify(secret(first))).doesNotThrowAnyException();
        assertThat(program.get("/api/webhooks").json().path("items").size()).isEqualTo(1);
    }

    @Test
    void areTwentyAtMostHoweverManyAreRegisteredAtOnce() throws Exception {
        var program = program();
        var statuses = new ArrayList<Integer>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Caller.Answer>>();
            for (var number = 0; number < 25; number++) {
                answers.add(executor.submit(() -> register(program, "")));
            }
            for (var answer : answers) {
                statuses.add(answer.get().status());
            }
        }
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(20);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(5);

        var one = program.get("/api/webhooks?limit=1")
                .json()
                .path("items")
                .get(0)
                .path("webhookId")
                .asString();
        ok(program.post("/api/webhooks/" + one + "/remove", REASON));
        await().atMost(PATIENCE).until(() -> register(program, "").status() == 201);
    }

    @Test
    void areManagedOnPagesOnWhichTheSecretIsSeenOnce() throws Exception {
        organization.join(ADMIN, "admin");
        var operators = new Caller(port).signIn();
        var admins = new Caller(port);
        var signedIn = admins.post(
                "/api/organization/login",
                "{\"organization\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}"
                        .formatted(organization.organizationId(), ADMIN, NewOrganization.PASSWORD));
        ok(signedIn);
        admins.with("X-CSRF-TOKEN", signedIn.json().path("csrfToken").asString());
        for (var browser : List.of(operators, admins)) {
            received.clear();
            assertThat(browser.get("/streams").status()).isEqualTo(200);
            assertThat(browser.get("/streams/new").status()).isEqualTo(200);
            var refused = browser.form("/streams", Map.of("url", "here", "types", "licence.*"));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("url-error").contains("licence.*");

            var form = Map.of(
                    "url",
                    url,
                    "description",
                    "Billing <1>",
                    "types",
                    "license.*, user.*",
                    "idempotencyKey",
                    browser.toString());
            var made = browser.form("/streams", form);
            assertThat(made.status()).as(made.body()).isEqualTo(200);
            assertThat(made.header("Cache-Control")).contains("no-store");
            var secret = found(SECRET, made);
            assertThat(browser.form("/streams", form).status()).as("sent twice").isEqualTo(303);
            var own = "/streams/" + found(WEBHOOK, made);

            var tested = browser.form(own + "/test", Map.of());
            assertThat(tested.status()).as(tested.body()).isEqualTo(200);
            assertThat(tested.body()).contains("The test message was taken.");
            received.getFirst().verify(secret);
            happen();
            awaitReceived(2);
            await().atMost(PATIENCE).until(() -> browser.get(own).body().contains("license.seat-limit-changed"));
            var shown = browser.get(own);
            assertThat(shown.body()).contains("Billing &lt;1&gt;").doesNotContain("whsec_");
            for (var action : List.of("/edit", "/rotate", "/recover", "/disable", "/remove")) {
                assertThat(browser.get(own + action).status()).as(action).isEqualTo(200);
            }
            assertThat(browser.form(own + "/deliveries/" + received.getLast().id() + "/resend", Map.of())
                            .status())
                    .isEqualTo(303);
            awaitReceived(3);
            var edited = browser.form(own + "/edit", Map.of("url", url, "description", "Invoices"));
            assertThat(followed(browser, edited).body()).contains("Invoices");
            assertThat(browser.get("/streams").body()).contains("Invoices");
            var stale = browser.form(own + "/edit", Map.of("url", url, "description", "Mine", "version", "0"));
            assertThat(stale.status()).as("somebody changed it since").isEqualTo(422);
            assertThat(stale.body()).contains("Somebody changed this in the meantime", "Mine");
            var rotated = browser.form(own + "/rotate", Map.of("overlapDays", "1", "reason", "it is time"));
            assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
            assertThat(found(SECRET, rotated)).isNotEqualTo(secret);
            assertThat(browser.form(own + "/recover", Map.of("since", "", "reason", "lost"))
                            .status())
                    .isEqualTo(422);
            var disabled = browser.form(own + "/disable", Map.of("reason", "we move"));
            assertThat(followed(browser, disabled).body()).contains("Disabled");
            var enabled = browser.form(own + "/enable", Map.of());
            assertThat(followed(browser, enabled).body()).contains("Endpoint enabled.");
            var removed = browser.form(own + "/remove", Map.of("reason", "over"));
            assertThat(followed(browser, removed).body()).contains("Endpoint removed.");
            assertThat(browser.get(own).status()).isEqualTo(404);
        }
    }

    @Test
    void areRemovedWithTheirOrganization() {
        var registered =
                path(register(operator, ",\"organizationId\":\"%s\"".formatted(organization.organizationId())));
        var deleted = operator.send(operator.request("/api/organizations/" + organization.organizationId())
                .header("Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.ofString("{\"reason\":\"over\"}")));
        assertThat(deleted.status()).as(deleted.body()).isEqualTo(202);

        await().atMost(PATIENCE).until(() -> operator.get(registered).status() == 404);
    }

    /** The page to which a form leads: it waits until what was done is known. */
    private static Caller.Answer followed(Caller browser, Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        var page = URI.create(Objects.requireNonNull(answer.header("Location")));
        var shown = browser.get(page.getRawPath() + "?" + page.getRawQuery());
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        return shown;
    }

    private static String found(Pattern pattern, Caller.Answer answer) {
        var matcher = pattern.matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        return matcher.group();
    }
}
