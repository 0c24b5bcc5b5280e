package com.avaone.web.kernel.security;

import com.avaone.api.client.ClientRule;
import com.avaone.api.user.UserRule;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What is answered to whoever may not pass: a program gets a problem, a person is led to the page for signing in. */
@Component
public class SignInDoor implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String ADMIN = "/admin/login";
    private static final String ORGANIZATION = "/organization/login";
    private static final String WORKSPACE = "/workspace/login";

    private final Problems problems;

    SignInDoor(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (request.getAttribute(ClientFilter.REFUSED) != null) {
            problems.refuse(
                    request,
                    response,
                    ClientRule.TOKEN_NOT_VALID,
                    "The token is unknown, replaced, revoked or expired.");
            return;
        }
        if (Problems.isApi(request)) {
            problems.refuse(request, response, UserRule.NOT_SIGNED_IN, "This needs an open session. Sign in.");
            return;
        }
        if (request.getHeader("HX-Request") != null) {
            // A part of a page: the whole page is to go.
            response.setHeader("HX-Redirect", pageWithReturnTo(pathOf(request.getHeader("HX-Current-URL"))));
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return;
        }
        var wanted = request.getMethod().equals("GET")
                ? request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString())
                : null;
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, pageWithReturnTo(wanted));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        if (failure instanceof CsrfException) {
            problems.refuse(
                    request,
                    response,
                    HttpRule.CSRF_TOKEN_MISSING,
                    "The page's token is missing or too old. Load it again.");
        } else {
            problems.refuse(request, response, UserRule.NOT_ALLOWED, "Your role does not include this.");
        }
    }

    /**
     * The path to go to after signing in: {@code next} if it is a path of this application, else {@code home}. An address of another site
     * would make the sign-in page a tool for phishing.
     */
    public static String localPath(@Nullable String next, String home) {
        return next != null && isLocal(next) ? next : home;
    }

    private static boolean isLocal(String path) {
        return path.length() <= 1000
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().noneMatch(c -> c == '\\' || c <= ' ' || c >= 127)
                && !isPage(path);
    }

    /** Whether the path is that of a page for signing in, or of a step of one. */
    static boolean isPage(String path) {
        return path.startsWith(ADMIN) || path.startsWith(ORGANIZATION) || path.startsWith(WORKSPACE);
    }

    /** The page for signing in of whoever wants to go to {@code path}. */
    private static String pageFor(@Nullable String path) {
        if (path != null && path.startsWith("/admin")) {
            return ADMIN;
        }
        return path != null && path.startsWith("/organization") ? ORGANIZATION : WORKSPACE;
    }

    private static String pageWithReturnTo(@Nullable String path) {
        var page = pageFor(path);
        return path == null || !isLocal(path) ? page : page + "?next=" + UriUtils.encode(path, StandardCharsets.UTF_8);
    }

    private static @Nullable String pathOf(@Nullable String address) {
        try {
            var uri = address == null ? null : URI.create(address);
            return uri == null || uri.getRawPath() == null
                    ? null
                    : uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
