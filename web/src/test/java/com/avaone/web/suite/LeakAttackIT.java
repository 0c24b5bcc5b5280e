package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Somebody who reads everything that can be read, and looks for what should not be there. */
@WholeSuite
@ExtendWith(OutputCaptureExtension.class)
class LeakAttackIT {

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext suite;

    private Wire wire;
    private Neighbours neighbours;

    @BeforeEach
    void makeNeighbours() {
        wire = new Wire(port);
        neighbours = Neighbours.of(suite, port);
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void noSecretIsInAnyAnswerToAnybodyOrInTheLog(CapturedOutput log) throws Exception {
        var secrets = plant();
        secrets.put("settings", WholeSuite.CANARY);
        secrets.put("webhook secret", WholeSuite.WEBHOOK_SECRET);
        secrets.put("password", Neighbours.PASSWORD);
        var callers = neighbours.callers();
        var faults = new ArrayList<String>();
        var answers = 0;
        for (var route : DeclaredRoutes.all()) {
            if (route.changes()) {
                continue;
            }
            for (var caller : callers) {
                var path = Attacks.path(route, neighbours);
                var answer =
                        wire.send(Wire.request("GET", route.path().equals("/live") ? path + "?topics=operations" : path)
                                .as(caller.token()));
                answers++;
                var text = answer.text();
                secrets.forEach((kind, secret) -> {
                    if (text.contains(secret.toLowerCase(Locale.ROOT))) {
                        faults.add("%s as %s tells the %s".formatted(route.name(), caller.name(), kind));
                    }
                });
                if (caller.token() != null && text.contains(caller.token().toLowerCase(Locale.ROOT))) {
                    faults.add("%s as %s tells the token".formatted(route.name(), caller.name()));
                }
                if (answer.status() >= 500) {
                    faults.add("%s as %s: %d".formatted(route.name(), caller.name(), answer.status()));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(answers).isGreaterThan(2_000);
        var logged = log.getAll().toLowerCase(Locale.ROOT);
        secrets.forEach((kind, secret) -> assertThat(logged.contains(secret.toLowerCase(Locale.ROOT)))
                .as("the log tells the %s", kind)
                .isFalse());
        callers.forEach(caller -> assertThat(
                        caller.token() != null && logged.contains(caller.token().toLowerCase(Locale.ROOT)))
                .as("the log tells the token of %s", caller.name())
                .isFalse());
    }

    /** Somebody with a second factor who signs in with it, wrongly and rightly, and asks for a new password. */
    private Map<String, String> plant() throws InvalidKeyException {
        var secrets = new LinkedHashMap<String, String>();
        var name = "secretive-" + UUID.randomUUID().toString().substring(0, 8);
        var person = neighbours.member(name, "employee", null);
        var secret = send(person.token(), "/api/account/second-factor/offer", Map.of(), 200)
                .json()
                .path("secret")
                .asString();
        var codes = send(
                        person.token(),
                        "/api/account/second-factor",
                        Map.of("password", Neighbours.PASSWORD, "code", code(secret)),
                        200)
                .json()
                .path("items");
        assertThat(codes.size()).isPositive();
        var guess = "wrong-guess-" + UUID.randomUUID();
        var login = Map.of("organization", neighbours.ours().organizationId(), "email", person.email(), "bearer", true);
        var wrong = new LinkedHashMap<String, Object>(login);
        wrong.put("password", guess);
        send(null, "/api/workspace/login", wrong, 401);
        var right = new LinkedHashMap<String, Object>(login);
        right.put("password", Neighbours.PASSWORD);
        right.put("code", codes.get(0).asString());
        var token = send(null, "/api/workspace/login", right, 200)
                .json()
                .path("token")
                .asString();
        send(null, "/api/password-reset/complete", Map.of("token", "planted-link-token", "password", guess), 409);
        secrets.put("secret of a second factor", secret);
        secrets.put("used recovery code", codes.get(0).asString());
        secrets.put("unused recovery code", codes.get(1).asString());
        secrets.put("recovery code as it is kept", codes.get(1).asString().replace("-", ""));
        secrets.put("wrong guess", guess);
        secrets.put("token of a session", token);
        secrets.put("token of a link", "planted-link-token");
        return secrets;
    }

    private Wire.Answer send(
            @org.jspecify.annotations.Nullable String token, String path, Map<String, ?> body, int status) {
        var answer =
                wire.send(Wire.request("POST", path).json(Attacks.json(body)).as(token));
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(status);
        return answer;
    }

    private static String code(String secret) throws InvalidKeyException {
        var codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(
                new SecretKeySpec(Base32.decode(secret), codes.getAlgorithm()), Instant.now());
    }

    @Test
    void everyKindOfAnswerProtectsTheBrowserThatShowsIt() {
        var admin = neighbours.operator();
        var answers = new LinkedHashMap<String, Wire.Answer>();
        answers.put("page", wire.send(get("/admin/dashboard").as(admin.token())));
        answers.put("JSON", wire.send(get("/api/organizations").as(admin.token())));
        answers.put("file", wire.send(get("/api/account/export").as(admin.token())));
        answers.put("to the door", wire.send(get("/admin/dashboard")));
        answers.put("stream", wire.send(get("/live?topics=organizations").as(admin.token())));
        answers.put("style", wire.send(get("/css/brand.css")));
        answers.put("library", wire.send(get("/webjars/htmx.org/dist/htmx.min.js")));
        answers.put("description", wire.send(get("/v3/api-docs")));
        answers.put("400", wire.send(get("/api/organizations?limit=x").as(admin.token())));
        answers.put("401", wire.send(get("/api/organizations")));
        answers.put(
                "403",
                wire.send(get("/api/organizations")
                        .as(neighbours.caller("employee").token())));
        answers.put(
                "403 page",
                wire.send(
                        get("/admin/dashboard").as(neighbours.caller("employee").token())));
        answers.put("404", wire.send(get("/api/nothing")));
        answers.put("404 page", wire.send(get("/nothing")));
        answers.put("405", wire.send(Wire.request("DELETE", "/api/health")));
        answers.put("406", wire.send(get("/api/health").with("Accept", "image/png")));
        answers.put("410", wire.send(get("/invitation?token=x")));
        answers.put("413", wire.send(Wire.request("POST", "/api/admin/login").json("x".repeat(2_000_000))));
        answers.put("413 page", wire.send(Wire.request("POST", "/admin/login").form("x".repeat(2_000_000))));
        answers.put(
                "415",
                wire.send(Wire.request("POST", "/api/admin/login").json("{}").with("Content-Type", "text/x")));
        answers.put(
                "OPTIONS",
                wire.send(Wire.request("OPTIONS", "/api/organizations").as(admin.token())));
        answers.put("HEAD", wire.send(Wire.request("HEAD", "/admin/login")));
        answers.put(
                "another site's",
                wire.send(Wire.request("POST", "/api/admin/login").json("{}").with("Origin", "https://evil.example")));

        answers.forEach((kind, answer) -> {
            assertThat(answer.header("Content-Security-Policy"))
                    .as(kind + " " + answer.status())
                    .contains("default-src 'self'", "script-src 'self';", "object-src 'none'", "base-uri 'self'")
                    .contains("frame-ancestors 'none'", "form-action 'self'");
            assertThat(answer.header("X-Content-Type-Options")).as(kind).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(kind).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).as(kind).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).as(kind).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).as(kind).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).as(kind).contains("camera=()", "geolocation=()");
            assertThat(answer.header("X-Request-Id")).as(kind).isNotBlank();
            assertThat(answer.header("Access-Control-Allow-Origin")).as(kind).isEmpty();
            assertThat(answer.header("Server")).as(kind).isEmpty();
            assertThat(answer.header("X-Powered-By")).as(kind).isEmpty();
            if (!kind.equals("style") && !kind.equals("library")) {
                assertThat(answer.header("Cache-Control")).as(kind).contains("no-store");
            }
        });
        assertThat(answers.get("413")).extracting(answer -> answer.status()).isEqualTo(413);
        assertThat(answers.get("410")).extracting(answer -> answer.status()).isEqualTo(410);
    }

    @Test
    void whatIsNoHttpIsToldNothing() {
        for (var request : List.of(
                "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /a|b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: x\r\nX-Secret: planted-header\r\nConnection: close\r\n\r\n",
                "GET /admin/dashboard;jsessionid=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /admin/..%2fadmin/dashboard HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET //admin/dashboard HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /css/..%5c..%5capplication.yml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
            var answer = Attacks.raw(port, request);
            assertThat(answer.lines().findFirst().orElse("")).as(request).matches("HTTP/1\\.1 (303|400|404|405).*");
            assertThat(answer)
                    .as(request)
                    .doesNotContain("Tomcat", "org.apache", "java.lang", "planted-header", "spring");
        }
    }

    private static Wire.Request get(String path) {
        return Wire.request("GET", path);
    }
}
