package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A node that has every role but {@code web}. */
@WholeSuite
@TestPropertySource(properties = "avaone.roles=command, query, projection")
@DirtiesContext
class NodeWithoutWebIT {

    private static final Set<String> HEALTH = Set.of("/api/health", "/api/health/live");

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void answersForItsHealth() {
        for (var path : HEALTH) {
            assertThat(new Caller(port).get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void hasNoOtherRoutePageOrFile() {
        var paths = new TreeSet<>(Set.of("/", "/v3/api-docs", "/css/brand.css", "/webjars/htmx.org/dist/htmx.min.js"));
        requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .filter(route -> route.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getPatternValues().stream())
                .map(path -> path.replaceAll("\\{[^}]+}", "x"))
                .forEach(paths::add);
        paths.removeAll(HEALTH);

        assertThat(paths).hasSizeGreaterThan(20).allSatisfy(path -> {
            assertThat(new Caller(port).get(path).status()).isEqualTo(404);
        });
    }

    @Test
    void letsNobodySignIn() {
        var answer =
                new Caller(port).post("/api/admin/login", Caller.credentials(WholeSuite.EMAIL, WholeSuite.PASSWORD));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("no-such-route");
    }
}
