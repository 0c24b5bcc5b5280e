package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@WholeSuite
@ExtendWith(OutputCaptureExtension.class)
class DoorIT {

    private static final String[] VERSION_HEADERS = {"If-Match", "Prefer", "ETag", "Avaone-Position"};

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void protectsBrowsersByHeadersOnEveryAnswer() {
        for (var path :
                List.of("/", "/admin/login", "/api/health", "/api/organizations", "/nothing/here", "/css/brand.css")) {
            var answer = new Caller(port).get(path);
            assertThat(answer.header("content-security-policy"))
                    .as(path)
                    .contains("script-src 'self';", "frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("script-src 'self' 'unsafe-inline'");
            assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(answer.header("referrer-policy")).isEqualTo("same-origin");
            assertThat(answer.header("cross-origin-opener-policy")).isEqualTo("same-origin");
            assertThat(answer.header("permissions-policy")).contains("camera=()");
            assertThat(answer.header("x-request-id")).isNotBlank();
            assertThat(answer.header("access-control-allow-origin")).isNull();
        }
    }

    @Test
    void letsNobodyInWithoutASession() {
        requestMappingHandlerMapping.getHandlerMethods().forEach((route, method) -> {
            var access = org.springframework.core.annotation.AnnotatedElementUtils.findMergedAnnotation(
                    method.getMethod(), com.avaone.web.kernel.Access.class);
            var ofType = org.springframework.core.annotation.AnnotatedElementUtils.findMergedAnnotation(
                    method.getBeanType(), com.avaone.web.kernel.Access.class);
            var rule = access != null ? access : ofType;
            if (rule == null || rule.value() == com.avaone.web.kernel.Audience.PUBLIC) {
                return;
            }
            for (var path : route.getPatternValues()) {
                var caller = new Caller(port);
                var concrete = path.replaceAll("\\{[^}]+}", "x");
                for (var verb : route.getMethodsCondition().getMethods()) {
                    var request = caller.request(concrete).method(verb.name(), BodyPublishers.noBody());
                    assertThat(caller.send(request).status())
                            .as(verb + " " + path)
                            .isEqualTo(path.startsWith("/api") || path.equals("/live") ? 401 : 303);
                }
            }
        });
    }

    @Test
    void showsNoSecretOnAnyRouteToAnybody(CapturedOutput output) {
        var callers = List.of(new Caller(port), new Caller(port).signIn(), new Caller(port).signInWithToken());
        var paths = new ArrayList<String>(List.of("/v3/api-docs", "/nothing/here", "/api/nothing"));
        requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .map(path -> path.replaceAll("\\{[^}]+}", "x"))
                .filter(path -> !path.equals("/live"))
                .forEach(paths::add);
        for (var caller : callers) {
            for (var path : paths) {
                var answer = caller.get(path);
                assertThat(answer.body()).as(path).doesNotContain(WholeSuite.CANARY);
                assertThat(answer.response().headers().map().toString())
                        .as(path)
                        .doesNotContain(WholeSuite.CANARY);
                assertThat(answer.status()).as(path + " " + answer.body()).isNotEqualTo(500);
            }
        }
        assertThat(output.getAll()).doesNotContain(WholeSuite.CANARY);
    }

    @Test
    void saysWhichSecretsAreSetAndFromWhere() {
        var items =
                new Caller(port).signIn().get("/api/debug/credentials").json().path("items");
        assertThat(items.valueStream().filter(item -> item.path("set").asBoolean()))
                .extracting(item -> item.path("name").asString() + " from "
                        + item.path("source").asString())
                .containsExactlyInAnyOrder(
                        "AVAONE_ADMIN_PASSWORD from AVAONE_ADMIN_PASSWORD",
                        "RESEND_API_KEY from RESEND_API_KEY",
                        "RESEND_WEBHOOK_SECRET from RESEND_WEBHOOK_SECRET",
                        "GOOGLE_GENERATIVE_AI_API_KEY from GOOGLE_AI_API_KEY");
    }

    @Test
    void saysFromWhichCommitItWasBuilt() {
        var inside = new Caller(port).signIn().get("/api/debug").json();

        var commit = inside.path("commit").asString("");
        if (Files.exists(Path.of("..", ".git", "HEAD"))) {
            assertThat(commit).matches("[0-9a-f]{40}");
        } else {
            // A source archive and a linked worktree tell none, except one that an earlier build left behind.
            assertThat(commit).matches("([0-9a-f]{40})?");
        }
    }

    @Test
    void isReady() {
        var answer = new Caller(port).get("/api/health");
        assertThat(answer.body()).contains("event-store", "token-store", "read-models");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(new Caller(port).get("/api/health/live").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                  | 400 | malformed-json",
                "not json                                           | 400 | malformed-json",
                "{\"email\":\"a\",\"email\":\"b\",\"password\":\"c\"} | 400 | malformed-json",
                "{\"email\":\"a\",\"password\":\"c\"} {}            | 400 | malformed-json",
                "{\"email\":\"a\",\"password\":\"c\",\"more\":1}    | 400 | invalid-request",
                "{\"email\":{\"$ne\":null},\"password\":\"c\"}      | 400 | invalid-request",
                "{\"email\":[\"a\"],\"password\":\"c\"}             | 400 | invalid-request",
                "{\"email\":7,\"password\":\"c\"}                   | 400 | invalid-request",
                "{\"email\":\"\",\"password\":null}                 | 400 | invalid-request",
                "{}                                                 | 400 | invalid-request",
                "[]                                                 | 400 | malformed-json",
                "null                                               | 400 | malformed-json"
            })
    void refusesABodyThatIsNotWhatItAskedFor(String body, int status, String code) {
        var answer = new Caller(port).post("/api/admin/login", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/" + code);
        assertThat(new Caller(port).get("/problems/" + code).status()).isEqualTo(200);
    }

    @Test
    void namesEachFieldAtFault() {
        var answer = new Caller(port).post("/api/admin/login", "{\"email\":\"\",\"password\":\"\"}");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString() + " "
                                + error.path("code").asString()))
                .containsExactlyInAnyOrder("email required", "password required");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesTenMegabytes(boolean chunked) {
        var caller = new Caller(port);
        var body = "x".repeat(10_000_000);
        var publisher =
                chunked ? BodyPublishers.fromPublisher(BodyPublishers.ofString(body)) : BodyPublishers.ofString(body);
        var answer = caller.send(caller.request("/api/admin/login")
                .header("Content-Type", "application/json")
                .POST(publisher));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too-large");
    }

    @Test
    void answersProblemsToProgramsAndPagesToPeople() {
        var caller = new Caller(port);
        assertThat(caller.get("/api/nothing").code()).isEqualTo("no-such-route");
        assertThat(caller.get("/nothing").header("content-type")).startsWith("text/html");
        assertThat(caller.get("/nothing").status()).isEqualTo(404);
        var wrongMethod = caller.delete("/api/health");
        assertThat(wrongMethod.code()).isEqualTo("method-not-allowed");
        assertThat(wrongMethod.header("allow")).contains("GET");
        assertThat(caller.send(caller.request("/api/admin/login")
                                .header("Content-Type", "text/xml")
                                .POST(BodyPublishers.ofString("<a/>")))
                        .code())
                .isEqualTo("unsupported-media-type");
        assertThat(caller.with("Accept", "image/png").get("/api/health").status())
                .isEqualTo(406);
    }

    @Test
    void echoesAWellFormedRequestIdOnly() {
        assertThat(new Caller(port)
                        .with("X-Request-Id", "abc-12345")
                        .get("/api/health")
                        .header("x-request-id"))
                .isEqualTo("abc-12345");
        assertThat(new Caller(port)
                        .with("X-Request-Id", "<script>alert(1)")
                        .get("/api/health")
                        .header("x-request-id"))
                .doesNotContain("script");
    }

    @Test
    void servesFilesOfItsOwnForeverUnderTheirHash() {
        var page = new Caller(port).get("/admin/login").body();
        var file =
                java.util.regex.Pattern.compile("/css/brand-[0-9a-f]{32}\\.css").matcher(page);
        assertThat(file.find()).isTrue();
        var answer = new Caller(port).get(file.group());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cache-control")).contains("max-age=31536000", "immutable");
        var compressed = new Caller(port).with("Accept-Encoding", "gzip").get(file.group());
        assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
    }

    @Test
    void describesEveryRouteWithItsProblems() {
        var api = new Caller(port).get("/v3/api-docs").json();
        assertThat(api.path("openapi").asString()).startsWith("3.1");
        assertThat(api.path("components").path("securitySchemes").propertyNames())
                .containsExactlyInAnyOrder("session", "bearer");
        assertThat(api.path("paths").propertyNames()).hasSizeGreaterThan(20);
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    var responses = verb.getValue().path("responses");
                    var name = verb.getKey() + " " + path.getKey();
                    assertThat(responses.propertyNames())
                            .as(name)
                            .anyMatch(status -> status.startsWith("2"))
                            .contains("429", "500");
                    assertThat(verb.getValue().path("summary").asString(""))
                            .as(name)
                            .isNotBlank();
                    responses.properties().forEach(response -> {
                        if (response.getKey().startsWith("4")) {
                            assertThat(response.getValue().path("content").propertyNames())
                                    .as(name + " " + response.getKey())
                                    .isNotEmpty();
                        }
                    });
                }));
    }

    /** Whoever needs no session has seen no version; a form that is sent twice acts once all the same. */
    @Test
    void describesVersionsWhereSomebodyIsSignedInOnly() {
        var api = new Caller(port).get("/v3/api-docs").json();
        var open = new TreeSet<String>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(verb -> {
                    var route = verb.getValue();
                    if (route.path("x-audience").asString().equals("public")) {
                        open.add(path.getKey());
                        assertThat(headersOf(route)).as(path.getKey()).doesNotContain(VERSION_HEADERS);
                    }
                }));

        assertThat(open).contains("/api/send-contact-form", "/api/send-meeting-request", "/api/invitation/accept");
        assertThat(headersOf(api.path("paths").path("/api/send-contact-form").path("post")))
                .contains("Idempotency-Key");
        assertThat(headersOf(api.path("paths")
                        .path("/api/organizations/{organizationId}/leads/{leadId}/qualify")
                        .path("post")))
                .contains(VERSION_HEADERS)
                .contains("Idempotency-Key");
    }

    /** Names of the parameters and of the headers of good answers. */
    private static Set<String> headersOf(JsonNode route) {
        var names = new TreeSet<String>();
        route.path("parameters")
                .forEach(parameter -> names.add(parameter.path("name").asString()));
        route.path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                names.addAll(response.getValue().path("headers").propertyNames());
            }
        });
        return names;
    }

    @Test
    void saysThatMoneyNeedsItsAmount() {
        var money = new Caller(port)
                .get("/v3/api-docs")
                .json()
                .path("components")
                .path("schemas")
                .path("Money");
        assertThat(money.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("amount", "currency");
        assertThat(money.path("properties").path("amount").path("type").asString())
                .isEqualTo("string");
        assertThat(money.path("properties").path("amount").path("example").asString())
                .isEqualTo("1200.50");
    }

    @Test
    void showsAnExampleOfEveryFieldThatARequestNeeds() {
        var api = new Caller(port).get("/v3/api-docs").json();
        var without = new TreeSet<String>();
        api.path("paths")
                .forEach(path -> path.forEach(verb -> {
                    var body = verb.path("requestBody").path("content").path("application/json");
                    if (!body.isMissingNode() && !body.has("example") && !body.has("examples")) {
                        without.addAll(fieldsWithoutExample(
                                api,
                                body.path("schema"),
                                verb.path("operationId").asString()));
                    }
                }));

        assertThat(without).isEmpty();
    }

    private static Set<String> fieldsWithoutExample(JsonNode api, JsonNode schema, String name) {
        var resolved =
                schema.has("$ref") ? api.at(schema.path("$ref").asString().substring(1)) : schema;
        var type = resolved.path("type").asString("");
        if (resolved.has("example") || resolved.has("examples") || resolved.has("enum") || type.equals("boolean")) {
            return Set.of();
        }
        if (type.equals("array")) {
            return fieldsWithoutExample(api, resolved.path("items"), name + "[]");
        }
        if (!resolved.has("properties")) {
            return Set.of(name);
        }
        var without = new TreeSet<String>();
        resolved.path("required")
                .forEach(field -> without.addAll(fieldsWithoutExample(
                        api, resolved.path("properties").path(field.asString()), name + "." + field.asString())));
        return without;
    }
}
