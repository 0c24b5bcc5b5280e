package com.avaone.web.kernel.problem;

import com.avaone.api.kernel.Rejection;
import com.avaone.api.kernel.Rule;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A refusal as HTTP answers it: problem details of RFC 9457.
 *
 * @param type address of the page that explains the problem
 * @param title the same for every refusal by this rule
 * @param detail one sentence about this refusal: what is wrong and what to do
 * @param code stable name of the rule
 * @param errors the fields at fault
 * @param facts figures behind the refusal
 * @param requestId under which the suite's log knows the request
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        List<FieldError> errors,
        Map<String, String> facts,
        @Nullable String requestId,
        @JsonIgnore @Nullable Duration retryAfter) {

    /** Where the pages that explain problems are. */
    public static final String PAGES = "/problems/";

    /** Media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * A field at fault.
     *
     * @param field name as the caller wrote it, with dots and indexes where it is inside another
     * @param code what kind of fault, for example {@code required}
     * @param message what the field must be
     */
    public record FieldError(String field, String code, String message) {}

    /** A refusal by {@code rule} without fields. */
    static Problem of(Rule rule, String detail) {
        return of(rule, detail, List.of());
    }

    /** A refusal by {@code rule} for the sake of some fields. */
    static Problem of(Rule rule, String detail, List<FieldError> errors) {
        return new Problem(
                PAGES + rule.code(),
                rule.title(),
                statusOf(rule).value(),
                detail,
                rule.code(),
                errors,
                Map.of(),
                null,
                statusOf(rule) == HttpStatus.SERVICE_UNAVAILABLE ? Duration.ofSeconds(2) : null);
    }

    /** A refusal by the business. */
    static Problem of(Rejection rejection, String title) {
        var status = statusOf(rejection.kind());
        var field = rejection.field();
        return new Problem(
                PAGES + rejection.code(),
                title,
                status.value(),
                rejection.detail(),
                rejection.code(),
                field == null ? List.of() : List.of(new FieldError(field, rejection.code(), rejection.detail())),
                rejection.facts(),
                null,
                status == HttpStatus.SERVICE_UNAVAILABLE ? Duration.ofSeconds(2) : null);
    }

    /** The same in other words. */
    Problem in(String otherTitle, String otherDetail, List<FieldError> otherErrors) {
        return new Problem(type, otherTitle, status, otherDetail, code, otherErrors, facts, requestId, retryAfter);
    }

    Problem retryAfter(@Nullable Duration wait) {
        return new Problem(type, title, status, detail, code, errors, facts, requestId, wait);
    }

    Problem inRequest(@Nullable String id) {
        return new Problem(type, title, status, detail, code, errors, facts, id, retryAfter);
    }

    /** How a refusal by {@code rule} is answered. */
    public static HttpStatus statusOf(Rule rule) {
        return rule instanceof HttpRule http ? http.status() : statusOf(rule.kind());
    }

    private static HttpStatus statusOf(Rule.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case UNPROCESSABLE -> HttpStatus.UNPROCESSABLE_CONTENT;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
