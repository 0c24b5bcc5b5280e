package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

@WholeSuite
@DirtiesContext
class LockoutIT {

    @LocalServerPort
    private int port;

    @Test
    void keepsEverybodyOutForAWhileAfterSeveralFailures() {
        var signedInBefore = new Caller(port).signIn();
        var stranger = new Caller(port);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            var answer = stranger.post("/api/admin/login", Caller.credentials(WholeSuite.EMAIL, "a wrong guess"));
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo("account-locked");
            assertThat(Integer.parseInt(String.valueOf(answer.header("retry-after"))))
                    .isPositive();
        });
        assertThat(stranger.post("/api/admin/login", Caller.credentials(WholeSuite.EMAIL, WholeSuite.PASSWORD))
                        .code())
                .isEqualTo("account-locked");
        assertThat(signedInBefore.get("/api/sessions").status()).isEqualTo(200);
    }
}
