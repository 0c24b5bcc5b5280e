package com.avaone.web.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * What {@code docs/routes.md} declares: every route and who may call it. That document is written from the controllers; here it is read as
 * a demand, in the words that a reader finds there.
 */
final class DeclaredRoutes {

    private static final Path DOCUMENT = Path.of("../docs/routes.md");
    private static final Pattern ROW = Pattern.compile("\\| (\\S+) \\| `([^`]+)` \\| ([^|]+) \\| [^|]*\\|");
    private static final String CLIENTS = "API client";

    /** Which roles the words of the document mean. A word that is not here is not understood, and the tests that need it fail. */
    private static final Map<String, Set<String>> ROLES = Map.of(
            "signed in",
            Set.of("system-admin", "suite-auditor", "admin", "auditor", "user", "employee", "workspace-user"),
            "system admin",
            Set.of("system-admin"),
            "admin of the organization",
            Set.of("system-admin", "admin"),
            "admin or auditor",
            Set.of("system-admin", "suite-auditor", "admin", "auditor"),
            "member of an organization",
            Set.of("admin", "user", "employee", "workspace-user"),
            "member or system admin",
            Set.of("system-admin", "admin", "user", "employee", "workspace-user"),
            "by the role in the CRM",
            Set.of("system-admin", "admin", "user", "employee", "workspace-user"),
            "no person",
            Set.of());

    private DeclaredRoutes() {}

    /**
     * A row.
     *
     * @param who in the words of the document
     * @param clients whether API clients may call it by their scopes
     */
    record Route(String verb, String path, String who, boolean clients) {

        String name() {
            return verb + " " + path;
        }

        boolean isForEverybody() {
            return who.equals("everybody");
        }

        boolean isForRole(String role) {
            assertThat(ROLES).as("whom the words of %s mean", name()).containsKey(who);
            return ROLES.getOrDefault(who, Set.of()).contains(role);
        }

        /** Whether a program reads the answer; a person is shown a page. */
        boolean isApi() {
            return path.startsWith("/api/") || path.equals("/live");
        }

        boolean changes() {
            return !verb.equals("GET");
        }
    }

    /** Every route, in the order of the document. */
    static List<Route> all() {
        var routes = new ArrayList<Route>();
        try {
            for (var line : Files.readAllLines(DOCUMENT)) {
                var row = ROW.matcher(line);
                if (row.matches() && row.group(2).startsWith("/")) {
                    var words = List.of(row.group(3).strip().split(", "));
                    routes.add(new Route(
                            row.group(1).equals("any") ? "GET" : row.group(1),
                            row.group(2),
                            words.getFirst(),
                            words.contains(CLIENTS)));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(routes).hasSizeGreaterThan(150);
        return routes;
    }

    /** What the running suite answers, as {@code GET /path}, without the routes of the API's description. */
    static Map<String, org.springframework.web.method.HandlerMethod> mapped(RequestMappingHandlerMapping mapping) {
        var mapped = new LinkedHashMap<String, org.springframework.web.method.HandlerMethod>();
        mapping.getHandlerMethods().forEach((route, method) -> {
            if (method.getBeanType().getPackageName().startsWith("com.avaone.")) {
                var verbs = route.getMethodsCondition().getMethods().stream()
                        .map(Enum::name)
                        .collect(Collectors.toCollection(TreeSet::new));
                for (var path : route.getPatternValues()) {
                    for (var verb : verbs.isEmpty() ? Set.of("GET") : verbs) {
                        mapped.put(verb + " " + path, method);
                    }
                }
            }
        });
        return mapped;
    }
}
