package com.avaone.web.kernel.security;

import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.Problems;
import com.avaone.web.kernel.settings.AvaoneProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses changes that a browser sends on behalf of another site, by what the browser says of it. Programs with a bearer token pass. */
class SameOriginFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Problems problems;
    private final String publicOrigin;

    SameOriginFilter(Problems problems, AvaoneProperties properties) {
        this.problems = problems;
        this.publicOrigin = origin(properties.publicUrl());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE.contains(request.getMethod())
                || request.getAttribute(SessionFilter.SIGNED_IN_BY) == SessionToken.Kind.BEARER;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (site != null && !OWN_SITE.contains(site)) {
            problems.refuse(request, response, HttpRule.CROSS_SITE, "The browser says that another site sent this.");
        } else if (origin != null && !origin.equalsIgnoreCase(publicOrigin) && !origin.equalsIgnoreCase(own(request))) {
            problems.refuse(request, response, HttpRule.CROSS_SITE, "The header Origin names another site.");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static String own(HttpServletRequest request) {
        return origin(URI.create(
                "%s://%s:%d".formatted(request.getScheme(), request.getServerName(), request.getServerPort())));
    }

    /** As browsers write it: without the port that goes without saying. */
    private static String origin(URI address) {
        var usual = "https".equals(address.getScheme()) ? 443 : 80;
        var port = address.getPort() == -1 || address.getPort() == usual ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }
}
