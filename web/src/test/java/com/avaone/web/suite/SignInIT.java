package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@WholeSuite
class SignInIT {

    @LocalServerPort
    private int port;

    @Test
    void answersTheSameWhetherTheAddressIsUnknownOrThePasswordWrong() {
        var unknown = new Caller(port)
                .with("X-Request-Id", "same-name")
                .post("/api/admin/login", Caller.credentials("nobody@avaone.example", "some password"));
        var malformed = new Caller(port)
                .with("X-Request-Id", "same-name")
                .post("/api/admin/login", Caller.credentials("nobody", "some password"));
        var wrong = new Caller(port)
                .with("X-Request-Id", "same-name")
                .post("/api/admin/login", Caller.credentials(WholeSuite.EMAIL, "some password"));
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body()).isEqualTo(malformed.body());
        assertThat(new Caller(port).signIn().get("/api/sessions").status()).isEqualTo(200);
    }

    @Test
    void setsACookieThatScriptsAndOtherSitesCannotUse() {
        var answer =
                new Caller(port).post("/api/admin/login", Caller.credentials(WholeSuite.EMAIL, WholeSuite.PASSWORD));
        assertThat(answer.response().headers().allValues("set-cookie"))
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("avaone-session=").contains("HttpOnly", "SameSite=Lax", "Path=/"))
                .noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        assertThat(answer.json().has("token")).isFalse();
    }

    @Test
    void ignoresASessionThatSomebodyPlanted() {
        var caller = new Caller(port).signIn();
        var planted = caller.cookies().get("avaone-session");
        caller.signIn();
        assertThat(caller.cookies().get("avaone-session")).isNotEqualTo(planted);
    }

    @Test
    void endsAtOnceWhenSignedOut() {
        var caller = new Caller(port).signIn();
        var cookies = Map.copyOf(caller.cookies());
        assertThat(caller.post("/api/admin/logout", "").status()).isEqualTo(204);
        assertThat(caller.cookies()).doesNotContainKey("avaone-session");
        caller.cookies().putAll(cookies);
        assertThat(caller.get("/api/sessions").status()).isEqualTo(401);
    }

    @Test
    void listsAndRevokesOnesOwnSessions() {
        var desk = new Caller(port).signIn();
        var phone = new Caller(port).signInWithToken();
        var sessions = desk.get("/api/sessions").json().path("items");
        assertThat(sessions.valueStream()
                        .filter(session -> session.path("current").asBoolean()))
                .hasSize(1);
        var ofPhone = phone.get("/api/sessions")
                .json()
                .path("items")
                .valueStream()
                .filter(session -> session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("sessionId")
                .asString();
        var revoked = desk.delete("/api/sessions/" + ofPhone);
        assertThat(revoked.status()).as(revoked.body()).isEqualTo(204);
        assertThat(phone.get("/api/sessions").status()).isEqualTo(401);
        assertThat(desk.get("/api/sessions").status()).isEqualTo(200);
        assertThat(desk.delete("/api/sessions/" + ofPhone).code()).isEqualTo("not-found");
        assertThat(desk.delete("/api/sessions/ses_../x").status()).isIn(400, 404);
    }

    @Test
    void needsNoTokenAgainstForgeryFromAProgram() {
        assertThat(new Caller(port)
                        .signInWithToken()
                        .post("/api/admin/logout", "")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void doesNotTakeACookieForABearerToken() {
        var caller = new Caller(port).signIn();
        var stolen = caller.cookies().get("avaone-session");
        assertThat(new Caller(port)
                        .with("Authorization", "Bearer " + stolen)
                        .get("/api/sessions")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refusesAChangeWithACookieButWithoutThePagesToken() {
        var caller = new Caller(port).signIn().without("X-CSRF-TOKEN");
        assertThat(caller.post("/api/admin/logout", "").code()).isEqualTo("csrf-token-missing");
        assertThat(caller.with("X-CSRF-TOKEN", "made-up")
                        .post("/api/admin/logout", "")
                        .code())
                .isEqualTo("csrf-token-missing");
        assertThat(caller.get("/api/sessions").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example"})
    void refusesAChangeThatAnotherSiteSends(String origin) {
        var caller = new Caller(port).signIn().with("Origin", origin);
        assertThat(caller.post("/api/admin/logout", "").code()).isEqualTo("cross-site");
        assertThat(caller.without("Origin")
                        .with("Sec-Fetch-Site", "cross-site")
                        .post("/api/admin/logout", "")
                        .code())
                .isEqualTo("cross-site");
    }

    @Test
    void worksByTheFormAndLeadsToWhereSomebodyWantedToGo() {
        var caller = new Caller(port);
        var wanted = caller.get("/admin/sessions?x=1");
        assertThat(wanted.status()).isEqualTo(303);
        assertThat(wanted.header("location")).isEqualTo("/admin/login?next=%2Fadmin%2Fsessions%3Fx%3D1");
        var page = caller.get("/admin/login?next=/admin/sessions");
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        var fields = Map.of("email", WholeSuite.EMAIL, "password", WholeSuite.PASSWORD, "next", "/admin/sessions");
        assertThat(caller.form("/admin/login", fields).status()).isEqualTo(403);
        var withToken = new java.util.HashMap<>(fields);
        withToken.put("_csrf", token.group(1));
        var entered = caller.form("/admin/login", withToken);
        assertThat(entered.status()).isEqualTo(303);
        assertThat(entered.header("location")).isEqualTo("/admin/sessions");
        assertThat(caller.get("/admin/sessions").body()).contains(WholeSuite.EMAIL);
    }

    @Test
    void showsTheFormAgainAfterAWrongPassword() {
        var caller = new Caller(port);
        var page = caller.get("/admin/login");
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(token.find()).isTrue();
        var again = caller.form(
                "/admin/login",
                Map.of("email", "nobody@avaone.example", "password", "secret-typed", "_csrf", token.group(1)));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body())
                .contains("Something does not fit: look at each field and try again.")
                .doesNotContain("secret-typed");
    }

    @Test
    void endsTheStreamOfAPageWhenItsSessionEnds() throws Exception {
        var caller = new Caller(port).signIn();
        var lines = new CopyOnWriteArrayList<String>();
        var stream = caller.client()
                .sendAsync(caller.request("/live?topics=organizations").build(), BodyHandlers.ofLines())
                .thenAccept(response -> response.body().forEach(lines::add));
        await().untilAsserted(() -> assertThat(lines).contains("retry: 2000"));
        caller.post("/api/admin/logout", "");
        await().atMost(Duration.ofSeconds(20)).until(stream::isDone);
        stream.get();
    }

    @Test
    void tellsAPageThatComesBackWhatItMissed() throws Exception {
        var caller = new Caller(port).signIn();
        var lines = new CopyOnWriteArrayList<String>();
        caller.client()
                .sendAsync(
                        caller.request("/live?topics=organizations,operations")
                                .header("Last-Event-ID", "0")
                                .build(),
                        BodyHandlers.ofLines())
                .thenAccept(response -> response.body().forEach(lines::add));
        await().untilAsserted(() -> assertThat(lines).contains("event: organizations", "event: operations"));
        assertThat(new ArrayList<>(lines)).anyMatch(line -> line.startsWith("data: {\"position\":"));
        caller.post("/api/admin/logout", "");
    }
}
