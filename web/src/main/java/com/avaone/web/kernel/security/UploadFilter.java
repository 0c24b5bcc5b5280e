package com.avaone.web.kernel.security;

import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets bodies with files in only where a route takes them, and of callers that it lets in: else the first who asks for a parameter has the
 * server write to its disk whatever anybody sends. Such a body is read here, to files and never into memory, up to the server's limits.
 */
class UploadFilter extends OncePerRequestFilter {

    private static final String CSRF_FIELD = "_csrf";

    private final Problems problems;
    private final RouteRules routes;

    UploadFilter(Problems problems, RouteRules routes) {
        this.problems = problems;
        this.routes = routes;
    }

    /** Whether the body is of the form in which files come. */
    static boolean hasFiles(HttpServletRequest request) {
        return isOf("multipart/", request);
    }

    /** The server itself would also take other kinds of parts. */
    private static boolean isForm(HttpServletRequest request) {
        return isOf(MediaType.MULTIPART_FORM_DATA_VALUE, request);
    }

    private static boolean isOf(String beginning, HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(beginning);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !hasFiles(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isForm(request) || !routes.takesFiles(request)) {
            problems.refuse(request, response, HttpRule.UNSUPPORTED_MEDIA_TYPE, "No files are taken in here.");
            return;
        }
        if (!routes.isAllowed(() -> SecurityContextHolder.getContext().getAuthentication(), request)) {
            chain.doFilter(new Unread(request), response); // who refuses it says why
            return;
        }
        try {
            request.setAttribute(CurrentRequest.DIGEST_ATTRIBUTE, digest(request));
        } catch (IllegalStateException | IOException | ServletException unreadable) {
            if (isTooLarge(unreadable)) {
                problems.refuse(request, response, HttpRule.TOO_LARGE, "The file is larger than it may be.");
            } else {
                problems.refuse(
                        request,
                        response,
                        HttpRule.INVALID_REQUEST,
                        "The body is not the multipart/form-data that it says it is.");
            }
            return;
        }
        chain.doFilter(request, response);
    }

    /** The server's own exceptions are of classes that change from one version to another. */
    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().contains("SizeLimit")) {
                return true;
            }
        }
        return false;
    }

    /** Over address and parts: what makes a request the same request. The boundary between the parts differs each time. */
    private static String digest(HttpServletRequest request) throws IOException, ServletException {
        var sha256 = sha256();
        add(sha256, request.getRequestURI() + "?" + request.getQueryString());
        for (var part : request.getParts()) {
            if (!part.getName().equals(CSRF_FIELD)) {
                add(sha256, part.getName() + "\n" + part.getSubmittedFileName() + "\n" + part.getSize());
                add(sha256, part);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void add(MessageDigest sha256, String text) {
        sha256.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void add(MessageDigest sha256, Part part) throws IOException {
        try (var content = new DigestInputStream(part.getInputStream(), sha256)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A request whose body nobody reads for a parameter. */
    private static final class Unread extends HttpServletRequestWrapper {

        Unread(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }
    }
}
