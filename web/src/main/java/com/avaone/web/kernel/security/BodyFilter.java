package com.avaone.web.kernel.security;

import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.Problems;
import com.avaone.web.kernel.problem.RequestRefused;
import com.avaone.web.kernel.settings.AvaoneProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Caps the size of bodies, and takes the digest of one that comes with an idempotency key. */
class BodyFilter extends OncePerRequestFilter {

    private final Problems problems;
    private final long bodyLimit;
    private final long uploadLimit;

    BodyFilter(Problems problems, AvaoneProperties properties, DataSize uploadLimit) {
        this.problems = problems;
        this.bodyLimit = properties.limits().body().toBytes();
        this.uploadLimit = uploadLimit.toBytes();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var files = UploadFilter.hasFiles(request);
        var limit = files ? uploadLimit : bodyLimit;
        if (request.getContentLengthLong() > limit) {
            response.setHeader(HttpHeaders.CONNECTION, "close"); // the rest of the body is not read
            problems.refuse(request, response, HttpRule.TOO_LARGE, tooLarge(limit));
            return;
        }
        if (files) {
            // Read, counted and digested where it is known that the route takes files, and them of this caller.
            chain.doFilter(request, response);
            return;
        }
        var chunked = request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        var keyed = request.getMethod().equals("POST") && request.getHeader(CurrentRequest.IDEMPOTENCY_KEY) != null;
        if (!chunked && !keyed) {
            chain.doFilter(request, response);
            return;
        }
        // A body of unknown length must be counted, and one with an idempotency key digested, before anybody acts on
        // it.
        var body = request.getInputStream().readNBytes((int) limit + 1);
        if (body.length > limit) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            problems.refuse(request, response, HttpRule.TOO_LARGE, tooLarge(limit));
            return;
        }
        if (keyed) {
            request.setAttribute(CurrentRequest.DIGEST_ATTRIBUTE, digest(request, body));
        }
        chain.doFilter(new ReadBody(request, body), response);
    }

    private static String tooLarge(long limit) {
        return "A body may have at most %d bytes.".formatted(limit);
    }

    /** Over address, type and body: what makes a request the same request. */
    private static String digest(HttpServletRequest request, byte[] body) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((request.getRequestURI() + "?" + request.getQueryString() + "\n" + request.getContentType())
                    .getBytes(StandardCharsets.UTF_8));
            sha256.update(body);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A request whose body was read already. */
    private static final class ReadBody extends HttpServletRequestWrapper {

        private final byte[] body;

        ReadBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ReadStream(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }
    }

    private static final class ReadStream extends ServletInputStream {

        private final InputStream content;

        ReadStream(InputStream content) {
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            return content.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return content.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            try {
                return content.available() == 0;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new RequestRefused(HttpRule.UNAVAILABLE, "The body was read already.");
        }
    }
}
