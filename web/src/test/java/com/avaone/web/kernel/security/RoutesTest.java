package com.avaone.web.kernel.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.avaone.web.kernel.Access;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code -Dupdate.docs=true} writes the document anew. */
class RoutesTest {

    private static final Path DOCUMENT = Path.of("../docs/routes.md");

    private record Route(String path, String verb, @Nullable Access access, String what) {}

    @Test
    void allSayWhoMayCallThem() {
        assertThat(routes())
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.access()).isNotNull());
    }

    @Test
    void areForEverybodyOnlyWhereThatIsMeant() {
        assertThat(routes())
                .filteredOn(route -> route.access() != null
                        && route.access().value() == com.avaone.web.kernel.Audience.PUBLIC
                        && !route.access().devOnly())
                .extracting(Route::path)
                .containsOnly(
                        "/",
                        "/products",
                        "/products/{productId}",
                        "/services/{productId}",
                        "/services/pricing",
                        "/services",
                        "/pricing",
                        "/bundles",
                        "/pages/{slug}",
                        "/preview/{token}",
                        "/ava-cx",
                        "/ava-pingora",
                        "/ava-flow",
                        "/ava-smartbill",
                        "/contact",
                        "/sitemap.xml",
                        "/robots.txt",
                        "/error",
                        "/problems",
                        "/problems/{code}",
                        "/admin/login",
                        "/admin/login/code",
                        "/admin/login/passkey",
                        "/organization/login",
                        "/organization/login/code",
                        "/organization/login/passkey",
                        "/workspace/login",
                        "/workspace/login/code",
                        "/workspace/login/passkey",
                        "/contacts",
                        "/contacts/meeting",
                        "/contacts/pricing",
                        "/contacts/thanks",
                        "/contacts/confirmed",
                        "/lead-confirmation",
                        "/api/send-contact-form",
                        "/api/send-meeting-request",
                        "/api/send-pricing-inquiry",
                        "/api/catalogue",
                        "/api/catalogue/price",
                        "/custom-bundle",
                        "/quotes/{quoteId}",
                        "/checkout",
                        "/api/quotes",
                        "/api/quotes/{quoteId}",
                        "/api/website-content",
                        "/api/cms/content",
                        "/assets/{assetFile}",
                        "/invitation",
                        "/password-reset",
                        "/password-reset/complete",
                        "/email-change",
                        "/unlock",
                        "/unlock/confirm",
                        "/api/admin/login",
                        "/api/admin/login/passkey",
                        "/api/organization/login",
                        "/api/organization/login/passkey",
                        "/api/workspace/login",
                        "/api/workspace/login/passkey",
                        "/api/login/passkey/offer",
                        "/api/webhooks/resend",
                        "/api/invitation/accept",
                        "/api/password-reset",
                        "/api/password-reset/complete",
                        "/api/email-change/confirm",
                        "/api/unlock",
                        "/api/unlock/request",
                        "/api/events/schemas",
                        "/api/events/schemas/{type}/{version}",
                        "/api/evidence/keys",
                        "/api/health",
                        "/api/health/live");
    }

    @Test
    void areForEverybodyOnTheMachineItselfOnlyInDevelopment() {
        assertThat(routes())
                .filteredOn(route -> route.access() != null && route.access().devOnly())
                .extracting(route -> route.verb() + " " + route.path())
                .containsOnly(
                        "POST /api/debug-login",
                        "GET /api/setup-test-data",
                        "POST /api/setup-test-data",
                        "DELETE /api/setup-test-data",
                        "POST /api/add-sample-users",
                        "GET /test-login",
                        "POST /test-login",
                        "GET /test-users",
                        "POST /test-users",
                        "POST /test-users/remove");
    }

    @Test
    void areListed() throws IOException {
        var expected = document();
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(DOCUMENT).content().isEqualTo(expected);
    }

    private static String document() {
        var text = new StringBuilder("""
                # Routes

                Generated from the controllers; do not edit. What is not listed does not exist: a route without a rule keeps the suite from \
                starting. "dev" routes are mapped in development only.

                | Method | Path | Who may call it | What it does |
                |---|---|---|---|
                """);
        for (var route : routes()) {
            var access = route.access();
            text.append("| %s | `%s` | %s | %s |\n"
                    .formatted(
                            route.verb(),
                            route.path(),
                            access == null
                                    ? "nobody"
                                    : switch (access.value()) {
                                                case PUBLIC -> "everybody";
                                                case SIGNED_IN -> "signed in";
                                                case SYSTEM_ADMIN -> "system admin";
                                                case ORGANIZATION_ADMIN -> "admin of the organization";
                                                case HISTORY_READER -> "admin or auditor";
                                                case MEMBER -> "member of an organization";
                                                case TEAM_READER -> "member or system admin";
                                                case CRM_USER -> "by the role in the CRM";
                                                case NOBODY -> "no person";
                                            }
                                            + (access.clients() ? ", API client" : "")
                                            + (access.devOnly() ? ", dev" : ""),
                            route.what()));
        }
        return text.toString();
    }

    private static List<Route> routes() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        var routes = new ArrayList<Route>();
        for (var found : scanner.findCandidateComponents("com.avaone.web")) {
            if (String.valueOf(found.getBeanClassName()).contains("Gallery")) {
                continue; // of a test
            }
            var type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            var base = AnnotatedElementUtils.findMergedAnnotation(type, RequestMapping.class);
            for (var method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
                var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping != null) {
                    for (var prefix : paths(base)) {
                        for (var path : paths(mapping)) {
                            routes.add(
                                    new Route(prefix + path, verb(mapping), access(method, type), what(method, type)));
                        }
                    }
                }
            }
        }
        routes.sort(Comparator.comparing(Route::path).thenComparing(Route::verb));
        return routes;
    }

    private static String[] paths(@Nullable RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? new String[] {""} : mapping.path();
    }

    private static String verb(RequestMapping mapping) {
        return mapping.method().length == 0
                ? "any"
                : String.join(
                        ", ", Arrays.stream(mapping.method()).map(Enum::name).toList());
    }

    private static @Nullable Access access(Method method, Class<?> type) {
        var own = AnnotatedElementUtils.findMergedAnnotation(method, Access.class);
        return own != null ? own : AnnotatedElementUtils.findMergedAnnotation(type, Access.class);
    }

    private static String what(Method method, Class<?> type) {
        var operation = AnnotatedElementUtils.findMergedAnnotation(method, Operation.class);
        if (operation != null && !operation.summary().isEmpty()) {
            return operation.summary();
        }
        var words = method.getName().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return (AnnotatedElementUtils.hasAnnotation(type, RestController.class) ? "" : "Page: ") + words;
    }
}
