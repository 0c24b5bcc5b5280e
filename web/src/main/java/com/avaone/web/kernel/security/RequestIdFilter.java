package com.avaone.web.kernel.security;

import com.avaone.web.kernel.CurrentRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Names every request: by the caller's {@code X-Request-Id} if that is well formed, else by a name of ours. Answered and logged. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIdFilter extends OncePerRequestFilter {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var given = request.getHeader(CurrentRequest.REQUEST_ID);
        var id = given != null && FORM.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.setAttribute(CurrentRequest.REQUEST_ID_ATTRIBUTE, id);
        response.setHeader(CurrentRequest.REQUEST_ID, id);
        try (var closed = MDC.putCloseable("requestId", id)) {
            chain.doFilter(request, response);
        }
    }
}
