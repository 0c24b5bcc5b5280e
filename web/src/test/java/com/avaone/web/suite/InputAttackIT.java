package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.avaone.web.suite.DeclaredRoutes.Route;
import com.avaone.web.suite.Neighbours.Kind;
import com.avaone.web.suite.Neighbours.Somebody;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who sends more than was asked for, operators instead of values, other hosts, and addresses to be led to. */
@WholeSuite
class InputAttackIT {

    /** Java knows it, and no database does. */
    private static final String TOO_FAR_AWAY = "+1000000000-12-31T00:00:00Z";

    private static final String OPERATOR = "{\"$ne\":null}";

    /** What a body might name to become more than it is. */
    private static final List<String> WISHES = List.of(
            "role",
            "roles",
            "organizationId",
            "organization",
            "status",
            "state",
            "seats",
            "userId",
            "licenseId",
            "actorId",
            "version",
            "passwordHash",
            "secondFactor",
            "permissions");

    private static final List<String> ELSEWHERE = List.of(
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example/",
            "\\\\evil.example/",
            "/\t/evil.example/",
            "/%09/evil.example/",
            "http:evil.example",
            "javascript:alert(1)",
            " https://evil.example/",
            "/admin/login?next=//evil.example",
            "https:///evil.example/");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext suite;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Wire wire;
    private Neighbours neighbours;
    private RequestBodies bodies;

    @BeforeEach
    void makeNeighbours() {
        wire = new Wire(port);
        neighbours = Neighbours.of(suite, port);
        bodies =
                new RequestBodies(wire.send(Wire.request("GET", "/v3/api-docs")).json());
    }

    @AfterEach
    void close() {
        wire.close();
    }

    /** Who may call a route, so that it is the body that is refused. */
    private Somebody callerOf(Route route) {
        if (route.who().equals("no person")) {
            return neighbours.caller("client ensure-users");
        }
        return route.isForEverybody() || route.isForRole("system-admin")
                ? neighbours.operator()
                : neighbours.caller("employee");
    }

    private Wire.Request request(Route route, ObjectNode body) {
        return Wire.request(route.verb(), Attacks.path(route, neighbours))
                .as(callerOf(route).token())
                .with("If-Match", RequestBodies.NO_VERSION)
                .json(body.toString());
    }

    @Test
    void noBodyNamesWhatItWasNotAskedFor() {
        var faults = new ArrayList<String>();
        var tried = 0;
        for (var route : DeclaredRoutes.all()) {
            var fields = bodies.fields(route.verb(), route.path());
            for (var wish : WISHES) {
                var body = bodies.json(route.verb(), route.path());
                if (!route.isApi() || body.isEmpty() || fields.has(wish)) {
                    continue;
                }
                tried++;
                var answer = wire.send(request(route, body.get().put(wish, "admin")));
                if (answer.status() != 400
                        || !answer.json()
                                .path("errors")
                                .path(0)
                                .path("field")
                                .asString("")
                                .equals(wish)
                        || !answer.json()
                                .path("errors")
                                .path(0)
                                .path("code")
                                .asString("")
                                .equals("unknown")) {
                    faults.add("%s with %s: %d %s".formatted(route.name(), wish, answer.status(), answer.body()));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(tried).isGreaterThan(300);
    }

    @Test
    void aFormChangesWhatItShowsAndNothingElse() {
        var name = "form-" + UUID.randomUUID().toString().substring(0, 8);
        var person = neighbours.member(name, "employee", null);
        var csrf = new Caller(port);
        var token = Attacks.csrf(csrf, "/admin/login");
        var fields = new java.util.LinkedHashMap<>(Map.of(
                "firstName", "Form",
                "_csrf", token,
                "role", "ADMIN",
                "organizationId", neighbours.theirs().organizationId(),
                "organization", neighbours.theirs().organizationId(),
                "state", "DEACTIVATED",
                "userId", neighbours.ours().userId(),
                "products[0]", "ava-flow",
                "serviceRoles.crm", "SUPER_ADMIN",
                "class.module.classLoader.x", "1"));
        var changed = wire.send(Wire.request("POST", "/account/profile")
                .form(RequestBodies.encoded(fields))
                .as(person.token()));
        assertThat(changed.status()).as(changed.body()).isEqualTo(303);
        var account = wire.send(Wire.request("GET", "/api/account")
                        .as(person.token())
                        .with("Avaone-Min-Position", positionIn(changed)))
                .json();
        assertThat(account.path("profile").path("firstName").asString()).isEqualTo("Form");
        assertThat(account.path("role").asString()).isEqualTo("employee");
        assertThat(account.path("organizationId").asString())
                .isEqualTo(neighbours.ours().organizationId());
        assertThat(account.path("state").asString()).isEqualTo("active");
        assertThat(account.path("products").size()).isZero();
        assertThat(account.path("serviceRoles").has("crm")).isFalse();

        var email = name + "-guest@guards.example";
        var invited = wire.send(Wire.request(
                        "POST", "/organization/dashboard/" + neighbours.ours().organizationId() + "/users")
                .form(RequestBodies.encoded(Map.of(
                        "email",
                        email,
                        "role",
                        "EMPLOYEE",
                        "organizationId",
                        neighbours.theirs().organizationId(),
                        "licenseId",
                        neighbours.theirs().licenseId(),
                        "userId",
                        neighbours.theirs().userId(),
                        "state",
                        "ACTIVE",
                        "password",
                        "an own password 17")))
                .as(neighbours.ours().admin().token()));
        assertThat(invited.status()).as(invited.body()).isEqualTo(303);
        assertThat(found(neighbours.ours(), email, positionIn(invited)))
                .extracting(user -> user.path("state").asString())
                .containsExactly("invited");
        assertThat(found(neighbours.theirs(), email, positionIn(invited))).isEmpty();
    }

    private List<JsonNode> found(Neighbours.Organization organization, String text, String position) {
        return wire.send(Wire.request(
                                "GET", "/api/organization/" + organization.organizationId() + "/users?text=" + text)
                        .as(neighbours.operator().token())
                        .with("Avaone-Min-Position", position))
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private static String positionIn(Wire.Answer redirect) {
        var location = redirect.header("Location");
        var at = location.indexOf("minPosition=");
        assertThat(at).as(location).isPositive();
        return location.substring(at + "minPosition=".length()).replaceAll("\\D.*", "");
    }

    @Test
    void noOperatorStandsForAValueInABody() {
        var faults = new ArrayList<String>();
        var tried = 0;
        for (var route : DeclaredRoutes.all()) {
            var body = bodies.json(route.verb(), route.path());
            if (!route.isApi() || body.isEmpty()) {
                continue;
            }
            for (var field : bodies.fields(route.verb(), route.path()).propertyNames()) {
                for (var operator : List.of(OPERATOR, "{\"$gt\":\"\"}", "[{\"$ne\":null}]", "{\"$where\":\"1\"}")) {
                    tried++;
                    var attack =
                            body.get().deepCopy().set(field, JsonMapper.shared().readTree(operator));
                    var answer = wire.send(request(route, (ObjectNode) attack));
                    if (answer.status() != 400
                            || !answer.json()
                                    .path("errors")
                                    .path(0)
                                    .path("field")
                                    .asString("")
                                    .startsWith(field)) {
                        faults.add("%s %s=%s: %d %s"
                                .formatted(route.name(), field, operator, answer.status(), answer.body()));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(tried).isGreaterThan(300);
    }

    /** In an event it would be parked wherever it is to be written. */
    @Test
    void noInstantIsFurtherAwayThanADatabaseHolds() {
        var tried = 0;
        for (var route : DeclaredRoutes.all()) {
            var body = bodies.json(route.verb(), route.path());
            if (!route.isApi() || body.isEmpty()) {
                continue;
            }
            for (var field : bodies.fields(route.verb(), route.path()).properties()) {
                if (!field.getValue().path("format").asString("").equals("date-time")) {
                    continue;
                }
                tried++;
                var attack = body.get().deepCopy().put(field.getKey(), TOO_FAR_AWAY);
                var answer = wire.send(request(route, attack));
                assertThat(answer.status())
                        .as(route.name() + " " + answer.body())
                        .isEqualTo(400);
                assertThat(answer.json().path("errors").path(0).path("field").asString(""))
                        .isEqualTo(field.getKey());
            }
        }
        assertThat(tried).isGreaterThan(3);
        for (var path : List.of("/", "/pricing", "/products/ava-cx")) {
            for (var moment : List.of(TOO_FAR_AWAY, "-1000000000-01-01T00:00:00Z", "+999999999-12-31")) {
                assertThat(wire.send(Wire.request("GET", path + "?asOf=" + encoded(moment))
                                        .as(neighbours.operator().token()))
                                .status())
                        .as(path + " " + moment)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void noOperatorStandsForAValueInAnAddress() {
        var handlers = DeclaredRoutes.mapped(requestMappingHandlerMapping);
        var faults = new ArrayList<String>();
        var tried = 0;
        for (var route : DeclaredRoutes.all()) {
            if (route.changes()
                    || route.path().equals("/live")
                    || !route.isForEverybody() && !route.isForRole("system-admin")) {
                continue;
            }
            for (var name : Attacks.parameters(Objects.requireNonNull(handlers.get(route.name())))) {
                for (var query : List.of(
                        encoded(name) + "=" + encoded(OPERATOR),
                        encoded(name) + "=" + encoded("{\"$gt\":\"\"}"),
                        encoded(name) + "=" + encoded("';return true;//"),
                        encoded(name + "[$ne]") + "=",
                        encoded(name + "[$regex]") + "=.*",
                        encoded(name) + "=" + encoded(".*"),
                        encoded(name) + "=" + encoded(TOO_FAR_AWAY),
                        encoded(name) + "=%00",
                        encoded(name) + "=%FF",
                        encoded(name) + "=" + "9".repeat(400))) {
                    tried++;
                    var answer = wire.send(Wire.request("GET", Attacks.path(route, neighbours) + "?" + query)
                            .as(neighbours.operator().token()));
                    var isValue = !query.startsWith(encoded(name + "[")) && !query.matches(".*=%(00|FF)");
                    if (answer.status() >= 500 || (isValue && widens(route, answer))) {
                        faults.add("%s ?%s: %d %s".formatted(route.name(), query, answer.status(), answer.body()));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(tried).isGreaterThan(200);
    }

    /** Whether a list has something in it though nothing is called so. */
    private static boolean widens(Route route, Wire.Answer answer) {
        return route.isApi()
                && answer.status() == 200
                && answer.header("Content-Type").startsWith("application/json")
                && answer.json().path("items").size() > 0;
    }

    @Test
    void noOperatorStandsForAValueInAForm() {
        var handlers = DeclaredRoutes.mapped(requestMappingHandlerMapping);
        var browser = new Caller(port);
        var token = Attacks.csrf(browser, "/admin/login");
        var cookie = "avaone-csrf=" + browser.cookies().get("avaone-csrf");
        var faults = new ArrayList<String>();
        var tried = 0;
        for (var route : DeclaredRoutes.all()) {
            if (route.isApi() || !route.changes()) {
                continue;
            }
            for (var name : Attacks.parameters(Objects.requireNonNull(handlers.get(route.name())))) {
                for (var field :
                        List.of(Map.of(name, OPERATOR), Map.of(name + "[$ne]", ""), Map.of(name + "[0].$where", "1"))) {
                    tried++;
                    var fields = bodies.form();
                    fields.put("_csrf", token);
                    fields.remove(name);
                    fields.putAll(field);
                    var answer = wire.send(Wire.request("POST", Attacks.path(route, neighbours))
                            .form(RequestBodies.encoded(fields))
                            .as(callerOf(route).token())
                            .with("Cookie", cookie)
                            .with("If-Match", RequestBodies.NO_VERSION));
                    if (answer.status() >= 500) {
                        faults.add("%s %s: %d".formatted(route.name(), field, answer.status()));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(tried).isGreaterThan(200);
    }

    @Test
    void whatIsNoTextIsRefusedAndNotLookedAt() {
        var notUtf8 = "name=%FF&_csrf=%FF";
        for (var answer : List.of(
                wire.send(Wire.request("GET", "/lead-confirmation?token=%FF")),
                wire.send(Wire.request("POST", "/contacts").form(notUtf8)),
                wire.send(Wire.request("POST", "/workspace/login").form(notUtf8)))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.header("Content-Type")).startsWith("text/html");
        }
        var answer = wire.send(Wire.request("GET", "/api/organizations?cursor=%FF")
                .as(neighbours.operator().token()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
    }

    @Test
    void noOperatorSignsAnybodyIn() {
        for (var door : List.of("admin", "organization", "workspace")) {
            for (var fields : List.of(
                    Map.of("organization[$ne]", "x", "email[$ne]", "x", "password[$ne]", "x"),
                    Map.of("organization", OPERATOR, "email", OPERATOR, "password", OPERATOR),
                    Map.of("organization", ".*", "email", WholeSuite.EMAIL, "password", "{\"$regex\":\".*\"}"))) {
                var caller = new Caller(port);
                var all = new java.util.HashMap<>(fields);
                all.put("_csrf", Attacks.csrf(caller, "/" + door + "/login"));
                var answer = caller.form(
                        "/" + door + "/login",
                        all.entrySet().stream()
                                .collect(java.util.stream.Collectors.toMap(
                                        field -> encoded(field.getKey()), Map.Entry::getValue)));
                assertThat(answer.status()).as(door + " " + fields).isEqualTo(422);
                assertThat(caller.cookies()).doesNotContainKey("avaone-session");
            }
        }
    }

    @Test
    void noMailLeadsToAHostThatTheRequestNamed() {
        var name = "mailed-" + UUID.randomUUID().toString().substring(0, 8);
        var person = neighbours.member(name, "employee", null);
        var body = Attacks.json(Map.of("organization", neighbours.ours().organizationId(), "email", person.email()));
        var answer = Attacks.raw(port, """
                POST /api/password-reset HTTP/1.1\r
                Host: evil.example\r
                X-Forwarded-Host: evil.example\r
                X-Forwarded-Proto: https\r
                X-Forwarded-Port: 666\r
                Forwarded: host=evil.example;proto=https\r
                Content-Type: application/json\r
                Content-Length: %d\r
                Connection: close\r
                \r
                %s""".formatted(body.length(), body));
        assertThat(answer).startsWith("HTTP/1.1 202").doesNotContain("evil.example");

        var mails = await().atMost(Duration.ofSeconds(30))
                .until(() -> mails(person.email()), found -> found.stream().anyMatch(InputAttackIT::isReset));
        assertThat(mails)
                .hasSizeGreaterThan(1)
                .allSatisfy(mail -> assertThat(mail.toString())
                        .contains("http://localhost:3005/")
                        .doesNotContain("evil.example"));
    }

    private static boolean isReset(JsonNode mail) {
        return mail.path("template").asString().equals("password-reset");
    }

    private List<JsonNode> mails(String address) {
        var list = wire.send(Wire.request("GET", "/api/admin/outbox?limit=100&address=" + encoded(address))
                .as(neighbours.operator().token()));
        var mails = new ArrayList<JsonNode>();
        list.json()
                .path("items")
                .forEach(mail -> mails.add(wire.send(Wire.request(
                                        "GET",
                                        "/api/admin/outbox/"
                                                + mail.path("mailId").asString())
                                .as(neighbours.operator().token()))
                        .json()));
        return mails;
    }

    @Test
    void noAnswerRepeatsAHostThatTheRequestNamed() {
        var faults = new ArrayList<String>();
        for (var route : DeclaredRoutes.all()) {
            if (route.changes() || route.path().equals("/live")) {
                continue;
            }
            for (var token : new TreeSet<>(List.of(
                    String.valueOf(neighbours.operator().token()),
                    String.valueOf(neighbours.caller("employee").token()),
                    ""))) {
                var answer = Attacks.raw(port, """
                        GET %s HTTP/1.1\r
                        Host: evil.example\r
                        X-Forwarded-Host: evil.example\r
                        X-Forwarded-Proto: https\r
                        Forwarded: host=evil.example\r
                        %sConnection: close\r
                        \r
                        """.formatted(
                                Attacks.path(route, neighbours),
                                token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n"));
                if (answer.contains("evil.example") || answer.startsWith("HTTP/1.1 5")) {
                    faults.add(route.name() + ": " + answer.lines().findFirst().orElse(""));
                }
            }
        }
        var description =
                Attacks.raw(port, "GET /v3/api-docs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        if (description.contains("evil.example")) {
            faults.add("GET /v3/api-docs");
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void nobodyChoosesTheAddressFromWhichTheyCome() {
        var person = neighbours.caller("workspace user");
        var signedIn = wire.send(Wire.request("POST", "/api/workspace/login")
                .json(Attacks.json(Map.of(
                        "organization",
                        neighbours.ours().organizationId(),
                        "email",
                        person.email(),
                        "password",
                        Neighbours.PASSWORD,
                        "bearer",
                        true)))
                .with("X-Forwarded-For", "203.0.113.9")
                .with("X-Real-IP", "203.0.113.9")
                .with("Forwarded", "for=203.0.113.9"));
        assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
        var sessions = wire.send(Wire.request("GET", "/api/sessions")
                .as(signedIn.json().path("token").asString()));
        assertThat(sessions.body()).doesNotContain("203.0.113.9").contains("sourceAddress");
    }

    @Test
    void noAddressLeadsToAnotherSite() {
        var handlers = DeclaredRoutes.mapped(requestMappingHandlerMapping);
        var faults = new ArrayList<String>();
        for (var elsewhere : ELSEWHERE) {
            for (var route : DeclaredRoutes.all()) {
                if (route.changes() || route.isApi()) {
                    continue;
                }
                var names = new TreeSet<>(Attacks.parameters(Objects.requireNonNull(handlers.get(route.name()))));
                names.addAll(List.of("next", "url", "redirect", "returnTo"));
                var query = String.join(
                        "&",
                        names.stream()
                                .map(name -> name + "=" + encoded(elsewhere))
                                .toList());
                for (var token : List.of(String.valueOf(neighbours.operator().token()), "none")) {
                    var request = Wire.request("GET", Attacks.path(route, neighbours) + "?" + query)
                            .as(token)
                            .with("Referer", "https://evil.example/");
                    leads(wire.send(request), route.name() + " " + elsewhere, faults);
                }
            }
            leads(
                    wire.send(Wire.request("GET", "/account")
                            .with("HX-Request", "true")
                            .with("HX-Current-URL", printable(elsewhere))),
                    "a part of a page " + elsewhere,
                    faults);
            for (var door : List.of("admin", "workspace")) {
                var caller = new Caller(port);
                var fields = new java.util.HashMap<>(
                        door.equals("admin")
                                ? Map.of("email", WholeSuite.EMAIL, "password", WholeSuite.PASSWORD)
                                : Map.of(
                                        "organization",
                                        neighbours.ours().organizationId(),
                                        "email",
                                        neighbours.caller("employee").email(),
                                        "password",
                                        Neighbours.PASSWORD));
                fields.put("next", elsewhere);
                fields.put("_csrf", Attacks.csrf(caller, "/" + door + "/login"));
                var entered = caller.form("/" + door + "/login", fields);
                assertThat(entered.status()).as(entered.body()).isEqualTo(303);
                var location = String.valueOf(entered.header("Location"));
                if (!isOurs(location)) {
                    faults.add("signed in " + elsewhere + ": " + location);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(neighbours.caller("employee").kind()).isEqualTo(Kind.MEMBER);
    }

    private static void leads(Wire.Answer answer, String what, List<String> faults) {
        for (var header : List.of("Location", "HX-Redirect", "HX-Location", "Refresh", "Content-Location")) {
            var location = answer.header(header);
            if (!location.isEmpty() && !isOurs(location)) {
                faults.add(what + ": " + header + " " + location);
            }
        }
    }

    /** As browsers read it: what begins with two slashes of any kind, perhaps with blanks between, or has a scheme, is elsewhere. */
    private static boolean isOurs(String location) {
        var read = location.replaceAll("[\\t\\r\\n]", "")
                .strip()
                .replace('\\', '/')
                .toLowerCase(Locale.ROOT);
        return read.startsWith("/") && !read.startsWith("//");
    }

    private static String printable(String text) {
        return text.replace("\t", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
