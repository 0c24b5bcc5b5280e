package com.avaone.web.slice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What is not there in production. */
@WebFloor
@TestPropertySource(
        properties = {
            "NODE_ENV=production",
            "NEXT_PUBLIC_APP_URL=https://suite.example.com",
            "AVAONE_ADMIN_EMAIL=admin@suite.example.com",
            "AVAONE_AXONSERVER_ADDRESS=127.0.0.1:1",
            "AVAONE_AXONSERVER_TOKEN=a-token-of-a-test",
            "AVAONE_MASTER_KEY=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "MONGODB_URI=mongodb://127.0.0.1:1"
        })
class ProductionRoutesTest {

    @Autowired
    private MockMvcTester mvc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api-docs",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/webjars/swagger-ui/index.html",
                "/webjars/%73wagger-ui/swagger-initializer.js"
            })
    void haveNoPageToTryTheApi(String path) {
        assertThat(mvc.get().uri(URI.create(path))).hasStatus(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/setup-test-data",
                "POST /api/setup-test-data",
                "DELETE /api/setup-test-data",
                "POST /api/debug-login",
                "POST /api/add-sample-users",
                "GET /test-login",
                "POST /test-login",
                "GET /test-users",
                "POST /test-users",
                "POST /test-users/remove"
            })
    void haveNoWayToTryTheSuiteOut(String route) {
        var parts = route.split(" ", 2);

        assertThat(mvc.method(HttpMethod.valueOf(parts[0]))
                        .uri(parts[1])
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .hasStatus(404);
    }

    @Test
    void haveTheirOwnPagesAndFiles() {
        assertThat(mvc.get().uri("/problems")).hasStatus(200);
        assertThat(mvc.get().uri("/webjars/htmx.org/dist/htmx.min.js")).hasStatus(200);
    }
}
