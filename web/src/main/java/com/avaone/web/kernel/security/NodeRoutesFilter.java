package com.avaone.web.kernel.security;

import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.Problems;
import com.avaone.web.kernel.settings.AvaoneProperties;
import com.avaone.web.kernel.settings.AvaoneProperties.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Answers 404 to what is not on this node. Without the role {@code web} that is every page, file and route but health; outside profile
 * {@code dev} it is the page on which the API can be tried, whose files come with a library.
 */
class NodeRoutesFilter extends OncePerRequestFilter {

    private static final Set<String> HEALTH = Set.of("/api/health", "/api/health/live");
    private static final String API_PAGE = "/webjars/swagger-ui/";

    private final Problems problems;
    private final boolean web;
    private final boolean dev;

    NodeRoutesFilter(Problems problems, AvaoneProperties properties, Environment environment) {
        this.problems = problems;
        this.web = properties.roles().contains(Role.WEB);
        this.dev = environment.acceptsProfiles(Profiles.of("dev"));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
        return web ? dev || !path.startsWith(API_PAGE) : HEALTH.contains(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.refuse(request, response, HttpRule.NO_SUCH_ROUTE, "Nothing answers here on this node.");
    }
}
