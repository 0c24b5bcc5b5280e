package com.avaone.web.kernel.security;

import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.Problems;
import com.avaone.web.kernel.settings.AvaoneProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where the public address is https, refuses requests that came without it, except from this machine and to the health routes. A trusted
 * proxy says in {@code X-Forwarded-Proto} that the caller used https.
 */
class PlainHttpFilter extends OncePerRequestFilter {

    private final Problems problems;
    private final boolean https;

    PlainHttpFilter(Problems problems, AvaoneProperties properties) {
        this.problems = problems;
        this.https = properties.isHttps();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !https || request.isSecure() || request.getRequestURI().startsWith("/api/health");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isThisMachine(request.getRemoteAddr())) {
            chain.doFilter(request, response);
        } else {
            problems.refuse(
                    request, response, HttpRule.HTTPS_REQUIRED, "Use https, or let a trusted proxy say that you did.");
        }
    }

    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // an address, not a name: nothing is looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
