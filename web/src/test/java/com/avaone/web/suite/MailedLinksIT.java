package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** What people do by the links that they are mailed, from the wish to the mail in the outbox and on to what the link is for. */
@WholeSuite
@Import(MailedLinksIT.Time.class)
@DirtiesContext
class MailedLinksIT {

    private static final String EMAIL = "mina@northwind.example";
    private static final String PASSWORD = "lantern orchard violet 42";
    private static final String NEW_PASSWORD = "copper meadow thimble 17";
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(15);
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("name=\"idempotencyKey\" value=\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("\\?token=(\\S+)");

    private static final ClockAhead CLOCK = new ClockAhead();

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        Clock clockAhead() {
            return CLOCK;
        }
    }

    @LocalServerPort
    private int port;

    private Caller operator;
    private String organization;
    private String users;

    /** Messages take their time from the clock of the suite that was started last, also for the suites of other tests. */
    @AfterAll
    static void goWithTimeAgain() {
        CLOCK.reset();
    }

    @BeforeEach
    void registerAnOrganization() {
        operator = new Caller(port).signInWithToken();
        var answer = operator.with("Idempotency-Key", UUID.randomUUID().toString())
                .with("Prefer", "return=representation")
                .post("/api/organizations", """
                        {"name": "Northwind %s", "email": "hello@northwind.example", "adminEmail": "head@northwind.example",
                         "employeeCount": "11-50", "foundedYear": 2015, "selectedProducts": ["ava-cx"],
                         "userLimit": 5, "licenseExpiry": "2099-12-31"}""".formatted(UUID.randomUUID()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        operator.without("Idempotency-Key");
        organization = answer.json().path("organizationId").asString();
        users = "/api/organization/" + organization + "/users";
    }

    @Test
    void letSomebodyAcceptAnInvitation() {
        var user = invite();
        var mail = awaitMails(EMAIL, 1).getFirst();
        assertThat(mail.path("template").asString()).isEqualTo("invitation");
        assertThat(mail.path("state").asString()).isEqualTo("sent");
        assertThat(new Caller(port).get("/invitation?token=" + token(mail)))
                .satisfies(page -> assertThat(page.status()).isEqualTo(200))
                .satisfies(page -> assertThat(page.body()).contains(EMAIL));

        // Sent again, the first link is worth nothing.
        assertOk(operator.post(users + "/" + user + "/invitation/resend", ""));
        var again = awaitMails(EMAIL, 2).getFirst();
        assertThat(accept(token(mail)).code()).isEqualTo("link-not-valid");
        assertOk(accept(token(again)));
        assertOk(signIn(EMAIL, PASSWORD));
    }

    @Test
    void setANewPasswordAndMakeTheOldOneWorthless() {
        join();
        ask("/api/password-reset", EMAIL);
        ask("/api/password-reset", "nobody@northwind.example");

        var token = token(awaitMails(EMAIL, 2).getFirst());
        assertThat(new Caller(port)
                        .get("/password-reset/complete?token=" + token)
                        .status())
                .isEqualTo(200);
        assertOk(new Caller(port)
                .post(
                        "/api/password-reset/complete",
                        "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, NEW_PASSWORD)));

        assertThat(signIn(EMAIL, PASSWORD).code()).isEqualTo("sign-in-refused");
        assertOk(signIn(EMAIL, NEW_PASSWORD));
        assertThat(mails("nobody@northwind.example")).isEmpty();
    }

    @Test
    void setNoPasswordAgainForWhoSendsTheSameAgain() {
        join();
        ask("/api/password-reset", EMAIL);
        var first = "{\"token\":\"%s\",\"password\":\"%s\"}"
                .formatted(token(awaitMails(EMAIL, 2).getFirst()), "a password of somebody else");
        var stranger =
                new Caller(port).with("Idempotency-Key", UUID.randomUUID().toString());
        assertOk(stranger.post("/api/password-reset/complete", first));
        ask("/api/password-reset", EMAIL);
        var second = token(awaitMails(EMAIL, 3).getFirst());
        assertOk(new Caller(port)
                .post(
                        "/api/password-reset/complete",
                        "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(second, NEW_PASSWORD)));

        assertThat(stranger.post("/api/password-reset/complete", first).code()).isEqualTo("link-not-valid");

        assertThat(signIn(EMAIL, "a password of somebody else").code()).isEqualTo("sign-in-refused");
        assertOk(signIn(EMAIL, NEW_PASSWORD));
    }

    @Test
    void sayThatTheyWereUsedToWhoPressesTwice() {
        invite();
        pressTwice("/invitation", token(awaitMails(EMAIL, 1).getFirst()), "This invitation was accepted");
        ask("/api/password-reset", EMAIL);
        pressTwice("/password-reset/complete", token(awaitMails(EMAIL, 2).getFirst()), "This link was used");
    }

    private void pressTwice(String path, String token, String said) {
        var person = new Caller(port);
        var page = person.get(path + "?token=" + token).body();
        var form = Map.of(
                "token",
                token,
                "password",
                NEW_PASSWORD,
                "idempotencyKey",
                found(KEY, page),
                "_csrf",
                found(CSRF, page));
        var done = person.form(path, form);
        assertThat(done.status()).as(done.body()).isEqualTo(303);

        var again = person.form(path, form);

        assertThat(again.status()).as(again.body()).isEqualTo(410);
        assertThat(again.body()).contains(said).doesNotContain("name=\"password\"");
    }

    @Test
    void leaveASecondFactorThatWasEnrolledSinceToWhatTheEventsSay() throws Exception {
        join();
        var person = new Caller(port)
                .with(
                        "Authorization",
                        "Bearer " + signIn(EMAIL, PASSWORD).json().path("token").asString());
        var key = UUID.randomUUID().toString();
        enroll(person);
        assertOk(removeSecondFactor(person, key));
        enroll(person);

        assertOk(removeSecondFactor(person, key));

        await().untilAsserted(() -> assertOk(signIn(EMAIL, PASSWORD)));
    }

    private static Caller.Answer removeSecondFactor(Caller person, String key) {
        var answer = person.with("Idempotency-Key", key)
                .post("/api/account/second-factor/remove", "{\"password\":\"%s\"}".formatted(PASSWORD));
        person.without("Idempotency-Key");
        return answer;
    }

    private void enroll(Caller person) throws InvalidKeyException {
        // A code counts once in its half minute.
        CLOCK.advance(Duration.ofMinutes(2));
        var offer = await().until(
                        () -> person.post("/api/account/second-factor/offer", ""), answer -> answer.status() == 200);
        var codes = new TimeBasedOneTimePasswordGenerator();
        var key = new SecretKeySpec(Base32.decode(offer.json().path("secret").asString()), codes.getAlgorithm());
        assertOk(person.post(
                "/api/account/second-factor",
                "{\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(PASSWORD, codes.generateOneTimePasswordString(key, CLOCK.instant()))));
    }

    @Test
    void keepNothingMadeFromAPasswordWithTheKeyOfARequest() {
        join();
        var person = new Caller(port)
                .with(
                        "Authorization",
                        "Bearer " + signIn(EMAIL, PASSWORD).json().path("token").asString())
                .with("Idempotency-Key", UUID.randomUUID().toString());

        // Another request under the same key is refused where something of the first is kept.
        for (var email : List.of("one@northwind.example", "other@northwind.example")) {
            assertOk(person.post(
                    "/api/account/email", "{\"password\":\"%s\",\"email\":\"%s\"}".formatted(PASSWORD, email)));
        }
        assertOk(person.post(
                "/api/account/password", "{\"present\":\"%s\",\"password\":\"%s\"}".formatted(PASSWORD, NEW_PASSWORD)));
        assertOk(person.post(
                "/api/account/password", "{\"present\":\"%s\",\"password\":\"%s\"}".formatted(NEW_PASSWORD, PASSWORD)));
    }

    @Test
    void confirmAnotherAddressOfWhichTheOldOneIsTold() {
        join();
        var wanted = "mina.okafor@northwind.example";
        var token = signIn(EMAIL, PASSWORD).json().path("token").asString();
        assertOk(new Caller(port)
                .with("Authorization", "Bearer " + token)
                .post("/api/account/email", "{\"password\":\"%s\",\"email\":\"%s\"}".formatted(PASSWORD, wanted)));

        var notice = awaitMails(EMAIL, 2).getFirst();
        assertThat(notice.path("template").asString()).isEqualTo("email-change-notice");
        assertThat(notice.path("text").asString()).contains(wanted).doesNotContain("token=");
        assertThat(signIn(wanted, PASSWORD).code()).isEqualTo("sign-in-refused");
        var link = token(awaitMails(wanted, 1).getFirst());
        assertThat(new Caller(port).get("/email-change?token=" + link).status()).isEqualTo(200);
        assertOk(new Caller(port).post("/api/email-change/confirm", "{\"token\":\"%s\"}".formatted(link)));

        assertOk(signIn(wanted, PASSWORD));
        assertThat(signIn(EMAIL, PASSWORD).code()).isEqualTo("sign-in-refused");
    }

    @Test
    void openAnAccountThatAHundredFailuresHaveLocked() {
        join();
        ask("/api/unlock/request", EMAIL);
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(1)).until(() -> {
            var code = signIn(EMAIL, "a wrong guess").code();
            if (code.equals("account-locked")) {
                CLOCK.advance(LONGEST_LOCK);
            }
            return code.equals("account-shut");
        });
        operator = new Caller(port).signInWithToken();
        var first = awaitMails(EMAIL, 2).getFirst();
        assertThat(first.path("template").asString()).isEqualTo("unlock");
        assertThat(signIn(EMAIL, PASSWORD).code()).isEqualTo("account-shut");

        // The page that says so leads to where another link is had.
        var person = new Caller(port);
        var csrf = CSRF.matcher(person.get("/workspace/login").body());
        assertThat(csrf.find()).isTrue();
        var shut = person.form(
                "/workspace/login",
                Map.of("organization", organization, "email", EMAIL, "password", PASSWORD, "_csrf", csrf.group(1)));
        assertThat(shut.body()).contains("/unlock?organization=" + organization);
        CLOCK.advance(Duration.ofMinutes(1));
        ask("/api/unlock/request", EMAIL);
        var second = token(awaitMails(EMAIL, 3).getFirst());
        assertThat(second).isNotEqualTo(token(first));
        assertThat(new Caller(port).get("/unlock/confirm?token=" + second).status())
                .isEqualTo(200);
        assertThat(unlock(token(first)).code()).as("replaced by the second").isEqualTo("link-not-valid");
        assertThat(signIn(EMAIL, PASSWORD).code()).isEqualTo("account-shut");
        assertOk(unlock(second));
        assertThat(unlock(second).code()).as("used").isEqualTo("link-not-valid");

        await().untilAsserted(() -> assertOk(signIn(EMAIL, PASSWORD)));
        assertThat(mails(EMAIL)).as("none was written for an open account").hasSize(3);
    }

    @Test
    void areForgottenWithThePerson() {
        var user = join();
        ask("/api/password-reset", EMAIL);
        awaitMails(EMAIL, 2);

        assertOk(operator.post(users + "/" + user + "/erase", "{\"reason\":\"asked for it\"}"));

        awaitMails(EMAIL, 0);
    }

    /** Invites somebody who accepts; answers the user's identifier. */
    private String join() {
        var user = invite();
        assertOk(accept(token(awaitMails(EMAIL, 1).getFirst())));
        return user;
    }

    private String invite() {
        // No admin: the last one cannot be erased.
        var invited = operator.post(users, "{\"email\":\"%s\",\"role\":\"employee\"}".formatted(EMAIL));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        return invited.json().path("userId").asString();
    }

    private Caller.Answer accept(String token) {
        return new Caller(port)
                .post(
                        "/api/invitation/accept",
                        "{\"token\":\"%s\",\"password\":\"%s\",\"firstName\":\"Mina\"}".formatted(token, PASSWORD));
    }

    private Caller.Answer signIn(String email, String password) {
        return new Caller(port)
                .post(
                        "/api/workspace/login",
                        "{\"organization\":\"%s\",\"email\":\"%s\",\"password\":\"%s\",\"bearer\":true}"
                                .formatted(organization, email, password));
    }

    private Caller.Answer unlock(String token) {
        return new Caller(port).post("/api/unlock", "{\"token\":\"%s\"}".formatted(token));
    }

    /** Asks for a link; the answer is the same for everybody. */
    private void ask(String path, String email) {
        var answer = new Caller(port)
                .post(path, "{\"organization\":\"%s\",\"email\":\"%s\"}".formatted(organization, email));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
    }

    /** Waits until this organization has so many mails to the address, and all were sent; answers the newest first, with what they say. */
    private List<JsonNode> awaitMails(String address, int count) {
        return await().until(
                        () -> mails(address),
                        mails -> mails.size() == count
                                && mails.stream()
                                        .allMatch(mail ->
                                                mail.path("state").asString().equals("sent")));
    }

    private List<JsonNode> mails(String address) {
        var list = operator.get(
                "/api/admin/outbox?limit=100&address=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
        assertOk(list);
        var mails = new ArrayList<JsonNode>();
        for (var mail : list.json().path("items")) {
            if (mail.path("organizationId").asString().equals(organization)) {
                mails.add(
                        operator.get("/api/admin/outbox/" + mail.path("mailId").asString())
                                .json());
            }
        }
        return mails;
    }

    private static String token(JsonNode mail) {
        return found(TOKEN, mail.path("text").asString());
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    private static void assertOk(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
