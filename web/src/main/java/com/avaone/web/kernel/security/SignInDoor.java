package com.avaone.web.kernel.security;

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

    /** The page for signing in. */
    public static final String PAGE = "/admin/login";

    /** Where people go who signed in without having wanted to go anywhere. */
    public static final String HOME = "/admin/dashboard";

    private final Problems problems;

    SignInDoor(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
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
     * The path to go to after signing in: {@code next} if it is a path of this application, else the dashboard. An address of another site
     * would make the sign-in page a tool for phishing.
     */
    public static String localPath(@Nullable String next) {
        if (next == null) {
            return HOME;
        }
        var local = next.length() <= 1000
                && next.startsWith("/")
                && !next.startsWith("//")
                && next.chars().noneMatch(c -> c == '\\' || c <= ' ' || c >= 127)
                && !next.startsWith(PAGE);
        return local ? next : HOME;
    }

    private static String pageWithReturnTo(@Nullable String path) {
        return path == null || localPath(path).equals(HOME)
                ? PAGE
                : PAGE + "?next=" + UriUtils.encode(path, StandardCharsets.UTF_8);
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
