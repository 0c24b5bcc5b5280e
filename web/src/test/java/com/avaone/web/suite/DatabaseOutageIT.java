package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Whoever comes to the doors while every MongoDB is away notices nothing of it; what reads needs it, says so, and comes back by itself. */
@WholeSuite
@DirtiesContext
class DatabaseOutageIT {

    private static final String HEAD = "head@northwind.example";
    private static final String OMAR = "omar@northwind.example";
    private static final String MINA = "mina@northwind.example";
    private static final String NOOR = "noor@northwind.example";

    @SuppressWarnings("NullAway.Init")
    private static StoppableMongo mongo;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void useIt(DynamicPropertyRegistry registry) throws IOException {
        var directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "suite-data")), "mongo");
        mongo = StoppableMongo.start(directory.resolve("read-models.db"));
        registry.add("avaone.mongodb.uri", mongo::address);
    }

    @AfterAll
    static void stop() {
        mongo.close();
    }

    @Test
    void leavesTheDoorsOpenAndEndsWithoutARestart() throws Exception {
        var organization = NewOrganization.register(port);
        organization.join(HEAD, "admin");
        organization.join(MINA, "employee");
        var users = "/api/organization/" + organization.organizationId() + "/users";
        var shut = NewOrganization.register(port);
        shut.join(HEAD, "admin");
        var suspended = shut.operator()
                .post("/api/organizations/" + shut.organizationId() + "/license/suspend", "{\"reason\":\"not paid\"}");
        assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);
        organization.join(OMAR, "employee");
        var recoveryCodes = enroll(organization.signedIn("workspace", OMAR));
        var before = organization.signedIn("workspace", MINA);
        var ended = organization.signedIn("workspace", MINA);
        assertThat(organization.operator().get(users).status()).isEqualTo(200);

        var visitor = new Caller(port);
        assertThat(visitor.get("/contacts/pricing").status()).isEqualTo(200);
        assertThat(visitor.get("/contacts?lang=hi").status()).isEqualTo(200);
        assertThat(visitor.get("/custom-bundle").status()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(new Caller(port).get("/").body()).contains("id=\"plans\""));
        var site = new Caller(port).get("/").body();

        mongo.stop();
        var outage = Instant.now();
        var operator = organization.operator();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(operator.get("/api/organizations").status()).isEqualTo(503));

        // Visitors see what was shown before.
        assertThat(new Caller(port).get("/").body()).isEqualTo(site);

        // Each door, by the API and by its page, with what needs no read model behind it.
        for (var caller : List.of(
                new Caller(port).signInWithToken(),
                organization.signedIn("organization", HEAD),
                organization.signedIn("workspace", MINA),
                before)) {
            assertThat(caller.get("/api/sessions").json().path("items").size()).isPositive();
        }
        var browser = new Caller(port);
        var opened = browser.post(
                "/api/workspace/login",
                "{\"organization\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"}"
                        .formatted(organization.organizationId(), MINA, NewOrganization.PASSWORD));
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        assertThat(browser.get("/workspace/dashboard").body()).contains("Northwind");
        assertThat(browser.get("/admin/sessions").status()).isEqualTo(200);

        // A visitor sees what is sold as before, and loses nothing that was typed.
        for (var form : List.of("/contacts/pricing", "/contacts", "/contacts/meeting?lang=hi", "/contacts/thanks")) {
            var shown = visitor.get(form);
            assertThat(shown.status()).as(form).isEqualTo(200);
            assertThat(shown.body()).as(form).contains("class=\"site-foot\"", "/products/ava-cx\"");
        }
        var refused = visitor.form(
                "/contacts/pricing",
                Map.of("offer", "ava-cx/business", "seats", "0", "name", "Mina", "message", "What I typed"));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("What I typed");

        // A code is asked for, and each counts once.
        assertThat(organization.signIn("workspace", OMAR).code()).isEqualTo("second-factor-needed");
        assertThat(withCode(organization, recoveryCodes.getFirst()).status()).isEqualTo(200);
        assertThat(withCode(organization, recoveryCodes.getFirst()).code()).isEqualTo("second-factor-needed");
        assertThat(withCode(organization, recoveryCodes.getLast()).status()).isEqualTo(200);

        // Credentials, roles, sessions and licenses are looked at as ever.
        assertThat(organization.signIn("organization", MINA).code()).isEqualTo("sign-in-refused");
        assertThat(browser.get("/api/organizations").status()).isEqualTo(403);
        assertThat(new Caller(port).get("/api/sessions").status()).isEqualTo(401);
        ended.post("/api/logout", "");
        assertThat(ended.get("/api/sessions").status()).isEqualTo(401);
        assertThat(shut.signIn("organization", HEAD).code()).isEqualTo("license-shut");
        assertThat(operator.get(users).status()).isEqualTo(503);

        // Licenses and users are decided on as ever.
        var resumed = operator.post(
                "/api/organizations/" + shut.organizationId() + "/license/resume", "{\"reason\":\"paid\"}");
        assertThat(resumed.status()).as(resumed.body()).isEqualTo(200);
        await().untilAsserted(() ->
                assertThat(shut.signIn("organization", HEAD).status()).isEqualTo(200));
        var invited = organization
                .signedIn("organization", HEAD)
                .post(users, "{\"email\":\"%s\",\"role\":\"employee\"}".formatted(NOOR));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);

        // What happened is told by the log itself; only the search needs a database, and says so.
        var license = "/api/audit/organizations/" + shut.organizationId();
        assertThat(operator.get(license).status()).isEqualTo(200);
        assertThat(operator.get(license + "/state?asOf=999999999").body()).contains("\"status\":\"ACTIVE\"");
        assertThat(operator.get("/api/events?type=license.reinstated&organizationId=" + shut.organizationId())
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(operator.get("/api/audit/events").code()).isEqualTo("read-model-unavailable");

        // What is ordinarily read is told as it was, and evidence too; a bundle has the documents of the read models.
        var whole = "/api/organizations/" + shut.organizationId();
        for (var path : List.of(whole, whole + "/license")) {
            assertThat(operator.get(path + "?asOf=999999999").body()).as(path).contains("\"status\":\"active\"");
        }
        assertThat(operator.get("/api/evidence/inclusion?position=1").body()).contains("\"proven\":true");
        assertThat(operator.get("/api/evidence/bundle?organizationId=" + shut.organizationId())
                        .code())
                .isIn("read-model-behind", "read-model-unavailable");

        // Webhook endpoints are known in memory.
        var webhook = operator.post("/api/webhooks", "{\"url\":\"https://receiver.example/\",\"types\":[\"asset.*\"]}");
        assertThat(webhook.status()).as(webhook.body()).isEqualTo(201);
        assertThat(operator.get("/api/webhooks").body())
                .contains(webhook.json().path("webhookId").asString());
        assertThat(operator.get("/streams").status()).isEqualTo(200);

        // A quote is taken, and seen when the database is back.
        var quote = new Caller(port).post("/api/quotes", """
                        {"selection": {"plans": [{"product": "ava-cx", "plan": "business", "seats": 5}],
                         "interval": "year", "currency": "USD"}}""");
        assertThat(quote.status()).as(quote.body()).isEqualTo(201);
        assertThat(new Caller(port).get("/custom-bundle").status()).isEqualTo(200);
        var keyed = new Caller(port).get("/checkout?offer=ava-cx/business&interval=year&currency=USD&seats=5");
        assertThat(keyed.status()).as(keyed.body()).isEqualTo(303); // to the address with the key of this order
        assertThat(new Caller(port)
                        .get(String.valueOf(keyed.header("Location")))
                        .body())
                .contains("$1,500");

        mongo.start();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(new Caller(port)
                                .get("/api/quotes/"
                                        + quote.json().path("quoteId").asString())
                                .status())
                        .isEqualTo(200));
        var head = organization.signedIn("organization", HEAD);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var answer = head.get(users);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("items").valueStream())
                    .as("sign-ins during the outage are seen")
                    .filteredOn(user -> user.path("email").asString().equals(MINA))
                    .allMatch(user ->
                            Instant.parse(user.path("lastSignInAt").asString()).isAfter(outage))
                    .hasSize(1);
            assertThat(answer.json().path("items").valueStream())
                    .extracting(user -> user.path("email").asString())
                    .contains(NOOR);
        });
        assertThat(new Caller(port).get("/api/health").status()).isEqualTo(200);
    }

    /** @return recovery codes */
    private static List<String> enroll(Caller person) throws InvalidKeyException {
        var offer = person.post("/api/account/second-factor/offer", "");
        assertThat(offer.status()).as(offer.body()).isEqualTo(200);
        var codes = new TimeBasedOneTimePasswordGenerator();
        var key = new SecretKeySpec(Base32.decode(offer.json().path("secret").asString()), codes.getAlgorithm());
        var enrolled = person.post(
                "/api/account/second-factor",
                "{\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(
                                NewOrganization.PASSWORD,
                                codes.generateOneTimePasswordString(key, Instant.now(), Locale.ROOT)));
        assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(200);
        return enrolled.json()
                .path("items")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private Caller.Answer withCode(NewOrganization organization, String code) {
        return new Caller(port)
                .post(
                        "/api/workspace/login",
                        "{\"organization\":\"%s\",\"email\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                                .formatted(organization.organizationId(), OMAR, NewOrganization.PASSWORD, code));
    }
}
