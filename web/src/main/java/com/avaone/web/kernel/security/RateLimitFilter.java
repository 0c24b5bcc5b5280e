package com.avaone.web.kernel.security;

import com.avaone.web.kernel.Caller;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.Problems;
import com.avaone.web.kernel.problem.RequestRefused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the requests of one session or API client, or of one address where nobody is signed in. Static files and health are not counted. */
class RateLimitFilter extends OncePerRequestFilter {

    private static final List<String> NOT_COUNTED =
            List.of("/webjars/", "/css/", "/js/", "/fonts/", "/img/", "/assets/", "/api/health");

    private final RateLimits limits;
    private final CurrentRequest current;
    private final Problems problems;

    RateLimitFilter(RateLimits limits, CurrentRequest current, Problems problems) {
        this.limits = limits;
        this.current = current;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return NOT_COUNTED.stream().anyMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = current.caller()
                .map(Caller::countedAs)
                .orElseGet(() -> "address " + RateLimits.counted(request.getRemoteAddr()));
        var taken = limits.countRequest(caller).orElse(null);
        if (taken != null) {
            // draft-ietf-httpapi-ratelimit-headers: q per w seconds; r are left, more in t seconds.
            response.setHeader("RateLimit-Policy", "\"requests\";q=%d;w=60".formatted(taken.limit()));
            response.setHeader(
                    "RateLimit",
                    "\"requests\";r=%d;t=%d"
                            .formatted(taken.remaining(), taken.refill().toSeconds() + 1));
            if (!taken.allowed()) {
                problems.refuse(
                        request,
                        response,
                        new RequestRefused(
                                HttpRule.TOO_MANY_REQUESTS,
                                "At most %d requests per minute are accepted.".formatted(taken.limit()),
                                taken.refill()));
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
