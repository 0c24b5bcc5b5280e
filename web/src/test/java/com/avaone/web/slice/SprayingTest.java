package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** One address that tries one password with many users, of which each alone would not be locked. */
@WebFloor
@TestPropertySource(properties = "AVAONE_SIGN_INS_PER_MINUTE=6")
class SprayingTest {

    @Autowired
    private MockMvcTester mvc;

    @Test
    void isStoppedWhicheverUserDoorOrLinkItTries() {
        var answers = new ArrayList<MvcTestResult>();
        for (var i = 0; i < 3; i++) {
            answers.add(post("/api/admin/login", "{\"email\":\"u%d@a.example\",\"password\":\"spray\"}", i));
            answers.add(post(
                    "/api/workspace/login",
                    "{\"organization\":\"o%1$d\",\"email\":\"u%1$d@a.example\",\"password\":\"spray\"}",
                    i));
        }
        assertThat(answers)
                .extracting(answer -> answer.getResponse().getStatus())
                .containsOnly(401);

        for (var attempt : List.of(
                post("/api/admin/login", "{\"email\":\"v%d@a.example\",\"password\":\"spray\"}", 1),
                post(
                        "/api/organization/login",
                        "{\"organization\":\"o\",\"email\":\"v%d@a.example\",\"password\":\"spray\"}",
                        2),
                post("/api/password-reset", "{\"organization\":\"o\",\"email\":\"v%d@a.example\"}", 3),
                post("/api/unlock/request", "{\"organization\":\"o\",\"email\":\"v%d@a.example\"}", 4),
                post("/api/invitation/accept", "{\"token\":\"t%d\",\"password\":\"lantern orchard violet 42\"}", 5))) {
            assertThat(attempt).hasStatus(429);
            assertThat(attempt).bodyJson().extractingPath("code").isEqualTo("too-many-requests");
            assertThat(Integer.parseInt(String.valueOf(attempt.getResponse().getHeader("Retry-After"))))
                    .isBetween(1, 60);
        }
    }

    private MvcTestResult post(String path, String body, int number) {
        return mvc.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body.formatted(number))
                .header("X-Forwarded-For", "203.0.113." + number)
                .exchange();
    }
}
