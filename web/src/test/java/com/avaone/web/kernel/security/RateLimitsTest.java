package com.avaone.web.kernel.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.avaone.api.kernel.UserId;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.settings.DefaultSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final RateLimits limits = new RateLimits(DefaultSettings.with(
            Map.of("avaone.limits.sign-ins-per-minute", "3", "avaone.limits.requests-per-minute", "2")));

    @Test
    void refuseTheFourthSignInOfAnAddressAndSayWhenToComeAgain() {
        for (int i = 0; i < 3; i++) {
            limits.countSignIn("192.0.2.1");
        }
        assertThatThrownBy(() -> limits.countSignIn("192.0.2.1"))
                .isInstanceOfSatisfying(RequestRefused.class, refused -> {
                    assertThat(refused.rule()).isEqualTo(HttpRule.TOO_MANY_REQUESTS);
                    assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
                });
        limits.countSignIn("192.0.2.2");
    }

    @Test
    void refuseTheThirdFormOfAnAddressWhateverItSignsIn() {
        var few = new RateLimits(DefaultSettings.with(Map.of("avaone.limits.forms-per-minute", "2")));
        few.countForm("192.0.2.1");
        few.countSignIn("192.0.2.1");
        few.countForm("192.0.2.1");

        assertThatThrownBy(() -> few.countForm("192.0.2.1"))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("At most 2 forms");
        few.countForm("192.0.2.2");
    }

    @Test
    void refuseTheEleventhWrongPasswordOfAUserWithoutARightOneBetween() {
        var user = UserId.random();
        limits.countPassword(user);
        limits.forgetPasswords(user);
        for (int i = 0; i < 10; i++) {
            limits.countPassword(user);
        }

        assertThatThrownBy(() -> limits.countPassword(user)).isInstanceOfSatisfying(RequestRefused.class, refused -> {
            assertThat(refused.rule()).isEqualTo(HttpRule.TOO_MANY_REQUESTS);
            assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(90));
        });
        limits.countPassword(UserId.random());
        limits.forgetPasswords(user);
        limits.countPassword(user);
    }

    @Test
    void countAnIpv6AddressAsItsNetwork() {
        limits.countSignIn("2001:db8:0:7::1");
        limits.countSignIn("2001:db8:0:7:ffff:ffff:ffff:ffff");
        limits.countSignIn("2001:db8:0:7:0:0:0:2");

        assertThatThrownBy(() -> limits.countSignIn("2001:db8:0:7::4")).isInstanceOf(RequestRefused.class);
        limits.countSignIn("2001:db8:0:8::1");
        assertThat(RateLimits.counted("2001:db8::1")).isEqualTo(RateLimits.counted("2001:db8:0:0:a::1"));
        assertThat(RateLimits.counted("192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(RateLimits.counted("unknown")).isEqualTo("unknown");
    }

    @Test
    void countDownTheRequestsOfEachCaller() {
        assertThat(limits.countRequest("a"))
                .hasValueSatisfying(taken -> assertThat(taken.remaining()).isEqualTo(1));
        assertThat(limits.countRequest("a"))
                .hasValueSatisfying(taken -> assertThat(taken.allowed()).isTrue());
        assertThat(limits.countRequest("a"))
                .hasValueSatisfying(taken -> assertThat(taken.allowed()).isFalse());
        assertThat(limits.countRequest("b"))
                .hasValueSatisfying(taken -> assertThat(taken.allowed()).isTrue());
    }

    @Test
    void ofZeroAreNone() {
        var none = new RateLimits(DefaultSettings.with(Map.of(
                "avaone.limits.sign-ins-per-minute", "0",
                "avaone.limits.forms-per-minute", "0",
                "avaone.limits.requests-per-minute", "0")));
        for (int i = 0; i < 1000; i++) {
            none.countSignIn("192.0.2.1");
            none.countForm("192.0.2.1");
        }
        assertThat(none.countRequest("a")).isEmpty();
    }
}
