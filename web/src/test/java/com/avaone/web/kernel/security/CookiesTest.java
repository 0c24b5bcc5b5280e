package com.avaone.web.kernel.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.kernel.settings.DefaultSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Every cookie that is set, as production sets it. */
class CookiesTest {

    private static List<String> cookies(String publicUrl) {
        var properties = DefaultSettings.with(Map.of("avaone.public-url", publicUrl));
        var response = new MockHttpServletResponse();
        new SessionCookie(properties).set(response, "token");
        new SessionCookie(properties).clear(response);
        new CsrfTokens(properties).renew(new MockHttpServletRequest(), response);
        // The servlet API's stand-in does not write out what it has no method for.
        var sameSite = Objects.requireNonNull(
                        response.getCookie(publicUrl.startsWith("https") ? "__Host-avaone-csrf" : "avaone-csrf"))
                .getAttribute("SameSite");
        return response.getHeaders("Set-Cookie").stream()
                .map(line -> line.contains("-csrf=") ? line + "; SameSite=" + sameSite : line)
                .toList();
    }

    @Test
    void belongToThisHostAndHttpsAloneInProduction() {
        assertThat(cookies("https://suite.example.com"))
                .hasSize(3)
                .allSatisfy(cookie -> assertThat(cookie)
                        // What a browser demands of the prefix: no other host and no plain connection can have set it.
                        .startsWith("__Host-avaone-")
                        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                        .doesNotContain("Domain="));
    }

    @Test
    void areOutOfReachOfScriptsAndOtherSitesInDevelopmentToo() {
        assertThat(cookies("http://localhost:3005"))
                .hasSize(3)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("avaone-")
                        .contains("; Path=/", "; HttpOnly", "; SameSite=Lax")
                        .doesNotContain("Domain=", "__Host-"));
    }
}
