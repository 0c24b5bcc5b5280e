package com.avaone.web.kernel;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What the HTTP request of this thread says beside its body. Outside a request it says nothing. */
@Component
public class CurrentRequest {

    /** Header that names the request; accepted from the caller if well formed, answered always. */
    public static final String REQUEST_ID = "X-Request-Id";

    /** Header of a position that a read model must have reached before it answers. */
    public static final String MIN_POSITION = "Avaone-Min-Position";

    /** Header of the position at which an accepted command can be seen. */
    public static final String POSITION = "Avaone-Position";

    /** Header under which a caller may repeat a POST without doing it twice. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Field of a form that says what that header says: a form sent twice acts once. */
    public static final String IDEMPOTENCY_FIELD = "idempotencyKey";

    /** Request attribute with the digest of what was sent under an idempotency key. */
    public static final String DIGEST_ATTRIBUTE = CurrentRequest.class.getName() + ".digest";

    /** Request attribute with the request's name. */
    public static final String REQUEST_ID_ATTRIBUTE = CurrentRequest.class.getName() + ".requestId";

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
    private static final Pattern POSITION_FORM = Pattern.compile("\\d{1,18}");
    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** Who is signed in. */
    public Optional<SignedInUser> user() {
        return caller().filter(SignedInUser.class::isInstance).map(SignedInUser.class::cast);
    }

    /** Who calls: whoever is signed in, or an API client. */
    public Optional<Caller> caller() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    /** The request's name. */
    public Optional<String> requestId() {
        return request().map(request -> (String) request.getAttribute(REQUEST_ID_ATTRIBUTE));
    }

    /** The address from which the request came; behind a trusted proxy the one that the proxy saw. */
    public Optional<String> sourceAddress() {
        return request().map(HttpServletRequest::getRemoteAddr);
    }

    /**
     * The version in {@code If-Match}; empty where the header is missing or {@code *}.
     *
     * @throws InvalidValue if the header is not an ETag that this API gave out
     */
    public OptionalLong ifMatch() {
        var header = header(HttpHeaders.IF_MATCH);
        if (header == null || header.strip().equals("*")) {
            return OptionalLong.empty();
        }
        var version = VERSION.matcher(header.strip());
        if (!version.matches()) {
            throw new InvalidValue(HttpHeaders.IF_MATCH, "must be an ETag such as \"7\", or *");
        }
        return OptionalLong.of(Long.parseLong(version.group(1)));
    }

    /**
     * As {@link #ifMatch()}, for a route that overwrites a whole thing.
     *
     * @throws RequestRefused with 428 where the header is missing
     */
    public OptionalLong requireIfMatch() {
        if (header(HttpHeaders.IF_MATCH) == null) {
            throw new RequestRefused(
                    HttpRule.PRECONDITION_REQUIRED,
                    "Send the ETag of the version that you saw in If-Match, or * for any.");
        }
        return ifMatch();
    }

    /**
     * The position that a read model must have reached: header {@code Avaone-Min-Position} or parameter {@code minPosition}.
     *
     * @throws InvalidValue if it is not a number
     */
    public OptionalLong minPosition() {
        var request = request().orElse(null);
        if (request == null) {
            return OptionalLong.empty();
        }
        var header = request.getHeader(MIN_POSITION);
        var text = header == null ? queryParameter(request, "minPosition") : header.strip();
        if (text == null || text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!POSITION_FORM.matcher(text).matches()) {
            throw new InvalidValue(
                    header == null ? "minPosition" : MIN_POSITION,
                    "must be a position, which is a whole number from 0");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /**
     * The idempotency key of a POST, not yet scoped: the header, or the field {@code idempotencyKey} of a form.
     *
     * @throws InvalidValue if it is not 1 to 200 visible ASCII characters
     */
    public Optional<String> idempotencyKey() {
        var request = request().orElse(null);
        if (request == null || !request.getMethod().equals("POST")) {
            return Optional.empty();
        }
        var header = request.getHeader(IDEMPOTENCY_KEY);
        var key = header == null && isForm(request) ? request.getParameter(IDEMPOTENCY_FIELD) : header;
        if (key == null) {
            return Optional.empty();
        }
        if (!KEY_FORM.matcher(key).matches()) {
            throw new InvalidValue(IDEMPOTENCY_KEY, "must be 1 to 200 visible ASCII characters");
        }
        return Optional.of(key);
    }

    /** Method and path, as the scope of an idempotency key. */
    Optional<String> route() {
        return request().map(request -> request.getMethod() + " " + request.getRequestURI());
    }

    /** Digest of what was sent under the idempotency key. */
    Optional<String> digest() {
        return request().map(request -> {
            var digest = (String) request.getAttribute(DIGEST_ATTRIBUTE);
            return digest == null && isForm(request) ? digestOfForm(request) : digest;
        });
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null
                && (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                        || type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE));
    }

    /** Over what was typed: the fields in order, without the token against forgery, which differs each time a page is shown. */
    private static String digestOfForm(HttpServletRequest request) {
        var content = new StringBuilder();
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                content.append(name).append('=').append(Arrays.toString(values)).append('\n');
            }
        });
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(content.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Whether the caller wants the thing itself as the answer to a command (RFC 7240, {@code Prefer: return=representation}). */
    public boolean prefersRepresentation() {
        var prefer = header("Prefer");
        return prefer != null
                && prefer.toLowerCase(Locale.ROOT).replace(" ", "").contains("return=representation");
    }

    private @Nullable String header(String name) {
        return request().map(request -> request.getHeader(name)).orElse(null);
    }

    /** From the address only: reading a parameter of a form would consume a body that somebody else is to read. */
    private static @Nullable String queryParameter(HttpServletRequest request, String name) {
        return request.getQueryString() == null ? null : request.getParameter(name);
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }
}
