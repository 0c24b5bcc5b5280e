package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The second factor of the first system admin: offered from the first sign-in on, and asked for once it is there. */
@WholeSuite
class SecondFactorIT {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("id=\"secret\">([A-Z2-7 ]+)<");
    private static final Pattern STEP = Pattern.compile("name=\"step\" value=\"([^\"]+)\"");
    private static final Pattern RECOVERY_CODE = Pattern.compile("<code>([a-z2-7-]+)</code>");
    private static final String OFFER = "href=\"/account/second-factor\"";

    @LocalServerPort
    private int port;

    @Test
    void isOfferedToTheFirstAdminAndAskedForFromThenOn() throws Exception {
        var browser = new Caller(port);
        assertThat(signIn(browser).header("location")).endsWith("/admin/dashboard");
        assertThat(browser.get("/admin/dashboard").body()).contains(OFFER);

        var page = browser.get("/account/second-factor").body();
        var secret = found(SECRET, page).replace(" ", "");
        assertThat(enroll(browser, page, "000000").status()).isEqualTo(422);
        var enrolled = enroll(browser, page, code(secret, Instant.now()));
        assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(200);
        var recoveryCode = found(RECOVERY_CODE, enrolled.body());
        try {
            assertThat(browser.get("/admin/dashboard").body()).doesNotContain(OFFER);
            assertThat(new Caller(port)
                            .post("/api/admin/login", Caller.credentials(WholeSuite.EMAIL, WholeSuite.PASSWORD))
                            .code())
                    .isEqualTo("second-factor-needed");

            var another = new Caller(port);
            var asked = signIn(another);
            assertThat(asked.status()).isEqualTo(200);
            assertThat(another.cookies()).doesNotContainKey("avaone-session");
            // The code of the next half minute, since the one of now was used to enroll.
            var entered = another.form(
                    "/admin/login/code",
                    Map.of(
                            "step",
                            found(STEP, asked.body()),
                            "code",
                            code(secret, Instant.now().plusSeconds(30)),
                            "_csrf",
                            found(CSRF, asked.body())));
            assertThat(entered.status()).as(entered.body()).isEqualTo(303);
            assertThat(another.get("/admin/dashboard").status()).isEqualTo(200);

            assertThat(byCode(recoveryCode).status()).isEqualTo(200);
            assertThat(byCode(recoveryCode).code()).isEqualTo("second-factor-needed");
        } finally {
            var removed = browser.form(
                    "/account/second-factor/remove",
                    Map.of(
                            "password",
                            WholeSuite.PASSWORD,
                            "_csrf",
                            found(CSRF, browser.get("/account/second-factor").body())));
            assertThat(removed.status()).as(removed.body()).isEqualTo(303);
        }
        assertThat(new Caller(port).signIn().get("/api/sessions").status()).isEqualTo(200);
    }

    private Caller.Answer byCode(String code) {
        return new Caller(port)
                .post(
                        "/api/admin/login",
                        "{\"email\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                                .formatted(WholeSuite.EMAIL, WholeSuite.PASSWORD, code));
    }

    private static Caller.Answer signIn(Caller browser) {
        var csrf = found(CSRF, browser.get("/admin/login").body());
        return browser.form(
                "/admin/login", Map.of("email", WholeSuite.EMAIL, "password", WholeSuite.PASSWORD, "_csrf", csrf));
    }

    private static Caller.Answer enroll(Caller browser, String page, String code) {
        return browser.form(
                "/account/second-factor",
                Map.of("code", code, "password", WholeSuite.PASSWORD, "_csrf", found(CSRF, page)));
    }

    private static String code(String secret, Instant at) throws InvalidKeyException {
        var codes = new TimeBasedOneTimePasswordGenerator();
        return codes.generateOneTimePasswordString(new SecretKeySpec(Base32.decode(secret), codes.getAlgorithm()), at);
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
