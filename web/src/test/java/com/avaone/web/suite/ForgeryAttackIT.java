package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.suite.DeclaredRoutes.Route;
import com.avaone.web.suite.Neighbours.Somebody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Somebody else's page that acts with a person's cookies, and sessions that were planted beforehand. */
@WholeSuite
class ForgeryAttackIT {

    private static final List<String> DOORS = List.of("admin", "organization", "workspace");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext suite;

    private Neighbours neighbours;

    @BeforeEach
    void makeNeighbours() {
        neighbours = Neighbours.of(suite, port);
    }

    /** What a browser has: cookies, and the token that its page sends. */
    private record Browser(Map<String, String> cookies, String token) {

        String header() {
            return cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
        }
    }

    @Test
    void noRouteChangesAnythingForAPageOfAnotherSite() {
        var admin = browser("admin", WholeSuite.EMAIL, WholeSuite.PASSWORD);
        var member = browser("workspace", neighbours.caller("employee").email(), Neighbours.PASSWORD);
        var stranger = browser("workspace", neighbours.caller("user").email(), Neighbours.PASSWORD);
        var faults = new ArrayList<String>();
        try (var wire = new Wire(port)) {
            var described = new RequestBodies(
                    wire.send(Wire.request("GET", "/v3/api-docs")).json());
            for (var route : DeclaredRoutes.all()) {
                if (!route.changes()) {
                    continue;
                }
                var browser = route.isForEverybody() || route.isForRole("system-admin") ? admin : member;
                var own = sent(route, browser, browser.token());
                for (var attack : attacks(route, own, browser, stranger).entrySet()) {
                    var answer = wire.send(attack.getValue());
                    if (!isRefusal(route, answer)) {
                        faults.add("%s %s: %d %s"
                                .formatted(route.name(), attack.getKey(), answer.status(), answer.code()));
                    }
                }
                // The same as the page itself sends it is not taken for a forgery, or nothing of the above says
                // anything.
                var genuine =
                        wire.send(own.with("Origin", "http://localhost:" + port).with("Sec-Fetch-Site", "same-origin"));
                if (isRefusal(route, genuine)) {
                    faults.add(route.name() + " of our own page: " + genuine.status());
                }
                if (own.body() != null
                        && described.json(route.verb(), route.path()).isPresent()
                        && !route.who().equals("no person")) {
                    for (var type : List.of(
                            "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
                        var answer = wire.send(own.with("Content-Type", type));
                        if (answer.status() != 415) {
                            faults.add("%s as %s: %d %s".formatted(route.name(), type, answer.status(), answer.code()));
                        }
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static boolean isRefusal(Route route, Wire.Answer answer) {
        return answer.status() == 403
                && (!route.isApi() || Set.of("csrf-token-missing", "cross-site").contains(answer.code()));
    }

    private Map<String, Wire.Request> attacks(Route route, Wire.Request own, Browser browser, Browser stranger) {
        var attacks = new java.util.LinkedHashMap<String, Wire.Request>();
        attacks.put("from another origin", own.with("Origin", "https://evil.example"));
        attacks.put("from no origin", own.with("Origin", "null"));
        attacks.put("from an origin that looks like ours", own.with("Origin", "http://localhost.evil.example:" + port));
        attacks.put("from another port", own.with("Origin", "http://localhost:1"));
        attacks.put("from another site", own.with("Sec-Fetch-Site", "cross-site"));
        attacks.put("from another host of the site", own.with("Sec-Fetch-Site", "same-site"));
        // The API's routes for everybody are called without a session, and do what they do for anybody.
        if (!route.isApi() && !route.isForEverybody()
                || route.path().contains("/login") && !route.isApi()
                || route.isApi() && !route.isForEverybody()) {
            attacks.put("without a token", sent(route, browser, null));
            attacks.put("with a token made up", sent(route, browser, "bWFkZSB1cA"));
            attacks.put("with somebody else's token", sent(route, browser, stranger.token()));
        }
        return attacks;
    }

    /** A change that carries nothing out: whatever it is about is not there, or has another version. */
    private static Wire.Request sent(Route route, Browser browser, @Nullable String token) {
        var request = Wire.request(route.verb(), route.path().replaceAll("\\{[^}]+}", "x"))
                .with("Cookie", browser.header())
                .with("If-Match", RequestBodies.NO_VERSION);
        if (route.isApi()) {
            return (route.verb().equals("DELETE") ? request : request.json("{}")).with("X-CSRF-TOKEN", token);
        }
        return request.form(token == null ? "a=b" : RequestBodies.encoded(Map.of("_csrf", token)));
    }

    @Test
    void aSessionThatWasPlantedIsWorthNothing() {
        var employee = neighbours.caller("employee");
        var victims = Map.of(
                "admin",
                Map.of("email", WholeSuite.EMAIL, "password", WholeSuite.PASSWORD),
                "organization",
                credentials(neighbours.ours().admin()),
                "workspace",
                credentials(employee));
        for (var door : DOORS) {
            for (var byForm : List.of(true, false)) {
                var planted = browser("workspace", neighbours.caller("user").email(), Neighbours.PASSWORD);
                var victim = new Caller(port);
                victim.cookies().putAll(planted.cookies());
                victim.cookies().put("JSESSIONID", "planted");
                var fields = Objects.requireNonNull(victims.get(door));
                signIn(victim, door, fields, byForm, planted.token());

                var where = door + (byForm ? " by form" : " by the API");
                assertThat(victim.cookies().get("avaone-session"))
                        .as(where)
                        .isNotNull()
                        .isNotEqualTo(planted.cookies().get("avaone-session"));
                assertThat(victim.cookies().get("avaone-csrf"))
                        .as(where)
                        .isNotNull()
                        .isNotEqualTo(planted.cookies().get("avaone-csrf"));
                assertThat(emailOf(victim.cookies())).as(where).isEqualToIgnoringCase(fields.get("email"));
                assertThat(emailOf(planted.cookies()))
                        .as(where)
                        .isEqualToIgnoringCase(neighbours.caller("user").email());
                // Whoever planted the token against forgery cannot use it on the victim either.
                assertThat(victim.with("X-CSRF-TOKEN", planted.token())
                                .post("/api/logout", "")
                                .code())
                        .as(where)
                        .isEqualTo("csrf-token-missing");
            }
        }
    }

    @Test
    void aSessionNamedInAnAddressOrMadeUpIsNone() {
        var employee = neighbours.caller("employee");
        for (var path : List.of(
                "/api/account?avaone-session=" + employee.token(),
                "/api/account?access_token=" + employee.token(),
                "/api/account?token=" + employee.token())) {
            assertThat(new Caller(port).get(path).status()).as(path).isEqualTo(401);
        }
        var madeUp = new Caller(port);
        for (var value : List.of(
                employee.sessionId(),
                "1|COOKIE|" + employee.sessionId() + "|0|0",
                java.util.Base64.getUrlEncoder()
                                .encodeToString(("1|COOKIE|" + employee.sessionId() + "|9999999999999|0")
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        + ".AAAA",
                String.valueOf(employee.token()))) {
            madeUp.cookies().put("avaone-session", value);
            assertThat(madeUp.get("/api/account").status()).as(value).isEqualTo(401);
        }
    }

    @Test
    void noCookieCanBeReadByAScriptOrSentByAnotherSite() {
        var lines = new ArrayList<String>();
        var employee = neighbours.caller("employee");
        for (var path : List.of(
                "/?lang=en", "/admin/login", "/workspace/login", "/password-reset", "/nothing", "/api/health")) {
            lines.addAll(new Caller(port).get(path).response().headers().allValues("set-cookie"));
        }
        var caller = new Caller(port);
        var entered = caller.post("/api/workspace/login", Attacks.json(credentials(employee)));
        lines.addAll(entered.response().headers().allValues("set-cookie"));
        var left = caller.with("X-CSRF-TOKEN", entered.json().path("csrfToken").asString())
                .post("/api/logout", "");
        assertThat(left.status()).isEqualTo(204);
        lines.addAll(left.response().headers().allValues("set-cookie"));

        assertThat(lines).hasSizeGreaterThan(4).allSatisfy(line -> {
            assertThat(line).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Domain=");
            assertThat(line).startsWith("avaone-");
        });
        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("avaone-session=;"));
    }

    private void signIn(Caller victim, String door, Map<String, String> fields, boolean byForm, String token) {
        if (!byForm) {
            var answer = victim.with("X-CSRF-TOKEN", token).post("/api/" + door + "/login", Attacks.json(fields));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            victim.without("X-CSRF-TOKEN");
            return;
        }
        var all = new java.util.HashMap<>(fields);
        all.put("_csrf", token);
        var answer = victim.form("/" + door + "/login", all);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }

    private Map<String, String> credentials(Somebody somebody) {
        return Map.of(
                "organization",
                neighbours.ours().organizationId(),
                "email",
                somebody.email(),
                "password",
                Neighbours.PASSWORD);
    }

    private String emailOf(Map<String, String> cookies) {
        var caller = new Caller(port);
        caller.cookies().putAll(cookies);
        return caller.get("/api/account").json().path("email").asString("");
    }

    private Browser browser(String door, String email, String password) {
        var caller = new Caller(port);
        var fields = new java.util.HashMap<>(Map.of("email", email, "password", password));
        if (!door.equals("admin")) {
            fields.put("organization", neighbours.ours().organizationId());
        }
        var answer = caller.post("/api/" + door + "/login", Attacks.json(fields));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new Browser(
                Map.copyOf(caller.cookies()), answer.json().path("csrfToken").asString());
    }
}
