package com.avaone.web.gallery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.avaone.api.license.LicenseRule;
import com.avaone.api.organization.OrganizationRule;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Serves every template with made-up values at its real address. Routes are beans and not controllers, so that no test of the whole
 * application finds them by scanning.
 */
@TestConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    MessageSourceAutoConfiguration.class,
    ThymeleafAutoConfiguration.class
})
class Gallery {

    /** Open streams of the pages' live parts. */
    static final List<ServerResponse.SseBuilder> STREAMS = new CopyOnWriteArrayList<>();

    /** The policy under which the pages must work. */
    static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none';"
                    + " base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    Filter policy() {
        return (request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("Content-Security-Policy", POLICY);
            request.setCharacterEncoding(UTF_8.name());
            chain.doFilter(request, response);
        };
    }

    @Bean
    RouterFunction<ServerResponse> pages() {
        var routes = RouterFunctions.route();
        for (var sample : all()) {
            routes.GET(sample.path(), request -> sample.answer(request));
        }
        return routes.GET("/live", Gallery::live).build();
    }

    private static ServerResponse live(ServerRequest request) {
        return ServerResponse.sse(
                stream -> {
                    STREAMS.add(stream);
                    stream.onComplete(() -> STREAMS.remove(stream));
                    try {
                        stream.comment("open").send();
                    } catch (java.io.IOException e) {
                        STREAMS.remove(stream);
                    }
                },
                Duration.ofMinutes(5));
    }

    /** Every page in every state worth looking at; {@code state} names it in the query. */
    static List<Sample> all() {
        return List.of(
                new Sample("home", "/", "home", Map.of("apiDocs", "/swagger-ui/index.html")),
                new Sample("login", "/admin/login", "admin/login", Map.of()),
                new Sample(
                        "login-refused",
                        "/admin/login/refused",
                        "admin/login",
                        Map.of("problem", "E-mail or password is wrong.", "email", "admin@avaone.example")),
                new Sample(
                        "login-locked",
                        "/admin/login/locked",
                        "admin/login",
                        Map.of("lockedUntil", Samples.NOW.plusSeconds(300))),
                new Sample("error-404", "/error/404", "error", Map.of("status", 404)),
                new Sample(
                        "error-500",
                        "/error/500",
                        "error",
                        Map.of("status", 500, "requestId", "req_01kaq2vd3s8c4g9q0vbwx6tz1m")),
                new Sample(
                        "problem",
                        "/problems/slug-taken",
                        "problem",
                        Map.of(
                                "code", OrganizationRule.SLUG_TAKEN.code(),
                                "title", OrganizationRule.SLUG_TAKEN.title(),
                                "explanation", OrganizationRule.SLUG_TAKEN.explanation(),
                                "status", 409)),
                new Sample("problems", "/problems", "problems", Map.of("problems", problems())));
    }

    private static List<Map<String, Object>> problems() {
        return Stream.concat(Arrays.stream(OrganizationRule.values()), Arrays.stream(LicenseRule.values()))
                .map(rule -> Map.<String, Object>of("code", rule.code(), "title", rule.title(), "status", 409))
                .toList();
    }

    /**
     * A page in one state.
     *
     * @param name of the screenshot
     * @param path at which the gallery serves it
     */
    record Sample(String name, String path, String template, Map<String, ?> model) {

        ServerResponse answer(ServerRequest request) {
            var values = new HashMap<String, Object>(model);
            if (path.startsWith("/admin/") && !path.startsWith("/admin/login")) {
                values.putIfAbsent("currentUser", "admin@avaone.example");
                values.putIfAbsent("position", 48_213L);
            }
            return ServerResponse.ok().render(template, values);
        }
    }
}
