package com.avaone.web.kernel.problem;

import com.avaone.api.client.ClientRule;
import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import com.avaone.web.kernel.CurrentRequest;
import com.avaone.web.kernel.EnumNames;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.support.RequestContextUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Says of every failure what to answer, without telling anything of the inside. */
@Component
public class Problems {

    /** Request attribute in which a problem waits for the error page. */
    static final String ATTRIBUTE = Problem.class.getName();

    /** As RFC 6750 wants it. */
    private static final String CHALLENGE = "Bearer realm=\"avaone\"";

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final ProblemCatalog catalog;
    private final ProblemTexts texts;
    private final JsonMapper json;
    private final Clock clock;

    Problems(ProblemCatalog catalog, ProblemTexts texts, JsonMapper json, Clock clock) {
        this.catalog = catalog;
        this.texts = texts;
        this.json = json;
        this.clock = clock;
    }

    /** Whether the caller is a program, which reads problem details; a person reads a page. */
    public static boolean isApi(HttpServletRequest request) {
        var path = request.getDispatcherType() == jakarta.servlet.DispatcherType.ERROR
                ? String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                : request.getRequestURI();
        return path.equals("/api") || path.startsWith("/api/") || path.startsWith("/v3/") || path.equals("/live");
    }

    /** Answers a refusal from outside a controller. */
    public void refuse(HttpServletRequest request, HttpServletResponse response, Rule rule, String detail)
            throws IOException {
        answer(request, response, Problem.of(rule, detail));
    }

    /** Answers a failure from outside a controller. */
    public void refuse(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        answer(request, response, of(failure, request));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        setHeaders(response, problem);
        if (!isApi(request)) {
            request.setAttribute(ATTRIBUTE, problem);
            response.sendError(problem.status());
            return;
        }
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream()
                .write(json.writeValueAsBytes(spoken(problem, request).inRequest(requestId(request))));
    }

    /** The problem in the language that the request asks for. */
    Problem spoken(Problem problem, HttpServletRequest request) {
        return texts.in(RequestContextUtils.getLocale(request), problem);
    }

    static void setHeaders(HttpServletResponse response, Problem problem) {
        var wait = problem.retryAfter();
        if (wait != null) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    problem.code().equals(ClientRule.TOKEN_NOT_VALID.code())
                            ? CHALLENGE + ", error=\"invalid_token\""
                            : CHALLENGE);
        }
        if (problem.code().equals(ClientRule.SCOPE_MISSING.code())) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE,
                    CHALLENGE
                            + ", error=\"insufficient_scope\", scope=\"%s\""
                                    .formatted(problem.facts().get("scope")));
        }
    }

    static @Nullable String requestId(HttpServletRequest request) {
        return (String) request.getAttribute(CurrentRequest.REQUEST_ID_ATTRIBUTE);
    }

    /** What to answer to {@code failure}. What nobody expected is logged here, once. */
    Problem of(Throwable failure, HttpServletRequest request) {
        return switch (failure) {
            case Rejected rejected -> {
                var rejection = rejected.rejection();
                var title = catalog.find(rejection.code()).map(Rule::title).orElse("Refused");
                var problem = Problem.of(rejection, title);
                var wait = waitUntil(rejection.facts().get("lockedUntil"));
                yield wait == null ? problem : problem.retryAfter(wait);
            }
            case RequestRefused refused -> {
                var problem = Problem.of(refused.rule(), String.valueOf(refused.getMessage()));
                yield refused.retryAfter() == null ? problem : problem.retryAfter(refused.retryAfter());
            }
            case InvalidValue invalid -> invalid(invalid.field(), "invalid", String.valueOf(invalid.getMessage()));
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable, request);
            case BindingResult binding ->
                invalid(binding.getAllErrors().stream()
                        .map(Problems::fieldError)
                        .toList());
            case HandlerMethodValidationException validation ->
                invalid(validation.getParameterValidationResults().stream()
                        .flatMap(result -> result.getResolvableErrors().stream()
                                .map(error -> error instanceof org.springframework.validation.FieldError field
                                        ? fieldError(field)
                                        : new Problem.FieldError(
                                                String.valueOf(result.getMethodParameter()
                                                        .getParameterName()),
                                                code(error),
                                                String.valueOf(error.getDefaultMessage()))))
                        .toList());
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch.getName(), mismatch);
            case TypeMismatchException mismatch -> mismatch(String.valueOf(mismatch.getPropertyName()), mismatch);
            case MissingServletRequestParameterException missing ->
                invalid(missing.getParameterName(), "required", "is missing");
            case MissingRequestValueException missing ->
                Problem.of(
                        HttpRule.INVALID_REQUEST,
                        String.valueOf(missing.getBody().getDetail()));
            case ServletRequestBindingException binding ->
                Problem.of(
                        HttpRule.INVALID_REQUEST,
                        String.valueOf(binding.getBody().getDetail()));
            case HttpMediaTypeNotSupportedException unsupported ->
                Problem.of(
                        HttpRule.UNSUPPORTED_MEDIA_TYPE, "Send one of: " + unsupported.getSupportedMediaTypes() + ".");
            case HttpMediaTypeNotAcceptableException unacceptable ->
                Problem.of(HttpRule.NOT_ACCEPTABLE, "Ask for one of: " + unacceptable.getSupportedMediaTypes() + ".");
            case HttpRequestMethodNotSupportedException unsupported ->
                Problem.of(
                        HttpRule.METHOD_NOT_ALLOWED,
                        "This address knows: " + String.join(", ", supported(unsupported)) + ".");
            case NoResourceFoundException absent ->
                Problem.of(HttpRule.NO_SUCH_ROUTE, "Nothing answers " + absent.getHttpMethod() + " here.");
            case NoHandlerFoundException absent ->
                Problem.of(HttpRule.NO_SUCH_ROUTE, "Nothing answers " + absent.getHttpMethod() + " here.");
            case MaxUploadSizeExceededException large ->
                Problem.of(HttpRule.TOO_LARGE, "The body is larger than it may be.");
            case InvalidParameterException unreadable
            when unreadable.getErrorCode() == 413 ->
                Problem.of(HttpRule.TOO_LARGE, "The form is larger than it may be.");
            case InvalidParameterException unreadable ->
                Problem.of(
                        HttpRule.INVALID_REQUEST,
                        "A parameter cannot be read. Send names and values as UTF-8, percent-encoded, and not too many.");
            case AsyncRequestTimeoutException slow -> Problem.of(HttpRule.TIMED_OUT, "No answer came in time.");
            case org.springframework.web.ErrorResponse known
            when known.getStatusCode().is4xxClientError() ->
                Problem.of(HttpRule.INVALID_REQUEST, "The request cannot be understood.");
            default -> {
                var cause = causeOf(failure);
                yield cause == null ? unexpected(failure, request) : of(cause, request);
            }
        };
    }

    /** A refusal that some library wrapped. */
    private static @Nullable Throwable causeOf(Throwable failure) {
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Rejected || cause instanceof RequestRefused || cause instanceof InvalidValue) {
                return cause;
            }
        }
        return null;
    }

    private Problem unexpected(Throwable failure, HttpServletRequest request) {
        LOG.error(
                "Request {} ({} {}) failed", requestId(request), request.getMethod(), request.getRequestURI(), failure);
        return Problem.of(
                HttpRule.INTERNAL_ERROR, "The request could not be carried out. Its id helps to find out why.");
    }

    private Problem unreadable(HttpMessageNotReadableException failure, HttpServletRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestRefused || cause instanceof InvalidValue) {
                var problem = of(cause, request);
                return cause instanceof InvalidValue value
                        ? invalid(
                                pathOf(failure.getCause(), value.field()),
                                "invalid",
                                String.valueOf(value.getMessage()))
                        : problem;
            }
        }
        return switch (failure.getCause()) {
            case UnrecognizedPropertyException unknown ->
                invalid(path(unknown), "unknown", "is not a field that is known here");
            case InvalidFormatException format
            when format.getTargetType() != null && format.getTargetType().isEnum() ->
                invalid(path(format), "invalid", "must be one of " + constants(format.getTargetType()));
            case MismatchedInputException mismatch
            when !path(mismatch).isEmpty() ->
                invalid(path(mismatch), "type", "must be " + nameOf(mismatch.getTargetType()));
            case InputCoercionException large
            when !path(large).isEmpty() -> invalid(path(large), "type", "must be " + nameOf(large.getTargetType()));
            case StreamReadException syntax -> malformed(syntax);
            case DatabindException databind
            when !path(databind).isEmpty() -> invalid(path(databind), "invalid", "cannot be read");
            case JacksonException other -> malformed(other);
            case null, default -> Problem.of(HttpRule.MALFORMED_JSON, "A body is needed, and it must be JSON.");
        };
    }

    private static Problem malformed(JacksonException failure) {
        var at = failure.getLocation();
        return Problem.of(
                HttpRule.MALFORMED_JSON,
                at == null || at.getLineNr() < 1
                        ? "The body is not the JSON that is asked for."
                        : "Reading stopped at line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr()));
    }

    private static String pathOf(@Nullable Throwable cause, String otherwise) {
        return cause instanceof DatabindException databind && !path(databind).isEmpty() ? path(databind) : otherwise;
    }

    /** The way to the field at fault, for example {@code products[2].validUntil}. */
    private static String path(JacksonException failure) {
        var path = new StringBuilder();
        for (var reference : failure.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static Problem mismatch(String field, TypeMismatchException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue invalid) {
                return invalid(field, "invalid", String.valueOf(invalid.getMessage()));
            }
            if (cause instanceof DateTimeParseException) {
                break;
            }
        }
        var type = failure.getRequiredType();
        return invalid(
                field,
                "type",
                type != null && type.isEnum() ? "must be one of " + constants(type) : "must be " + nameOf(type));
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> EnumNames.of((Enum<?>) constant))
                .collect(Collectors.joining(", "));
    }

    private static String nameOf(@Nullable Class<?> type) {
        return switch (type == null ? "" : type.getSimpleName()) {
            case "int", "Integer", "long", "Long", "short", "Short" -> "a whole number";
            case "double", "Double", "float", "Float", "BigDecimal" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "String" -> "a text";
            case "LocalDate" -> "a date such as 2026-01-31";
            case "Instant" -> "an instant such as 2026-01-31T12:00:00Z";
            case "Period" -> "a period such as P1Y or P6M";
            case "List", "Set", "Collection" -> "a list";
            case "Map" -> "an object";
            default -> "of another form; see the API description";
        };
    }

    private static Problem.FieldError fieldError(org.springframework.validation.ObjectError error) {
        if (error instanceof org.springframework.validation.FieldError field) {
            return field.isBindingFailure()
                    ? new Problem.FieldError(field.getField(), "type", "has not the form that is asked for")
                    : new Problem.FieldError(field.getField(), code(field), String.valueOf(field.getDefaultMessage()));
        }
        return new Problem.FieldError(error.getObjectName(), code(error), String.valueOf(error.getDefaultMessage()));
    }

    /** {@code NotBlank} and {@code NotNull} are {@code required}, {@code Size} is {@code size}, and so on. */
    private static String code(MessageSourceResolvable error) {
        var codes = error.getCodes();
        var name = codes == null || codes.length == 0 ? "invalid" : codes[codes.length - 1];
        return switch (name) {
            case "NotBlank", "NotNull", "NotEmpty" -> "required";
            default -> name.toLowerCase(Locale.ROOT);
        };
    }

    private static Problem invalid(String field, String code, String message) {
        return invalid(List.of(new Problem.FieldError(field, code, message)));
    }

    private static Problem invalid(List<Problem.FieldError> errors) {
        var detail = errors.isEmpty()
                ? "The request is not valid."
                : "`%s` %s."
                        .formatted(errors.getFirst().field(), errors.getFirst().message());
        return Problem.of(
                HttpRule.INVALID_REQUEST,
                errors.size() > 1 ? "%s There are %d faults in all.".formatted(detail, errors.size()) : detail,
                errors);
    }

    private static String[] supported(HttpRequestMethodNotSupportedException failure) {
        var methods = failure.getSupportedMethods();
        return methods == null ? new String[0] : methods;
    }

    private @Nullable Duration waitUntil(@Nullable String instant) {
        try {
            return instant == null ? null : Duration.between(clock.instant(), Instant.parse(instant));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
