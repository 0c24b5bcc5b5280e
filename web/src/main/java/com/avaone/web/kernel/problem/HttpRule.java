package com.avaone.web.kernel.problem;

import com.avaone.api.kernel.Rule;
import org.springframework.http.HttpStatus;

/** What can be wrong with a request before it becomes a command or a query. */
public enum HttpRule implements Rule {
    INVALID_REQUEST(
            HttpStatus.BAD_REQUEST,
            Kind.INVALID,
            "invalid-request",
            "The request is not valid",
            "`errors` names each field at fault and says what it must be. Nothing was changed."),
    MALFORMED_JSON(
            HttpStatus.BAD_REQUEST,
            Kind.INVALID,
            "malformed-json",
            "The body is not the JSON that is asked for",
            "The body must be one JSON value without repeated keys, in UTF-8. The detail says where reading stopped."),
    CSRF_TOKEN_MISSING(
            HttpStatus.FORBIDDEN,
            Kind.FORBIDDEN,
            "csrf-token-missing",
            "The request does not prove that it comes from this application's own pages",
            "A change with a session cookie needs the page's token in the header `X-CSRF-TOKEN` or the form field `_csrf`. Load the page "
                    + "again. Programs send a bearer token instead of the cookie and need none."),
    CROSS_SITE(
            HttpStatus.FORBIDDEN,
            Kind.FORBIDDEN,
            "cross-site",
            "The request comes from another site",
            "Changes are accepted only from this application's own pages (headers `Origin` and `Sec-Fetch-Site`), or with a bearer token."),
    HTTPS_REQUIRED(
            HttpStatus.FORBIDDEN,
            Kind.FORBIDDEN,
            "https-required",
            "Only https is accepted",
            "Use the public address, which begins with `https`. A proxy that ends TLS must be among the trusted ones "
                    + "(`AVAONE_TRUSTED_PROXIES`) and send `X-Forwarded-Proto`."),
    SIGNATURE_NOT_VALID(
            HttpStatus.UNAUTHORIZED,
            Kind.UNAUTHENTICATED,
            "signature-not-valid",
            "The message is not signed as it must be",
            "A webhook is signed with the secret that both sides know, over its identifier, its time and its body, at most five minutes ago. "
                    + "See that the secret is the one that the sender shows, and that the clock is right."),
    NO_SUCH_ROUTE(
            HttpStatus.NOT_FOUND,
            Kind.NOT_FOUND,
            "no-such-route",
            "There is nothing at this address",
            "Look at the address. The routes of the API are listed in its OpenAPI description."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            Kind.INVALID,
            "method-not-allowed",
            "The address does not know this method",
            "The header `Allow` lists the methods that it knows."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            Kind.INVALID,
            "not-acceptable",
            "The answer cannot be given in the form asked for",
            "The API answers `application/json` and `application/problem+json`. Ask for these in `Accept`, or leave it out."),
    TIMED_OUT(
            HttpStatus.SERVICE_UNAVAILABLE,
            Kind.UNAVAILABLE,
            "timed-out",
            "The answer took too long",
            "A command may still have been carried out: look before you send it again, or send it with an `Idempotency-Key`, which makes "
                    + "repeating safe."),
    TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            Kind.INVALID,
            "too-large",
            "The body is too large",
            "The detail says how large a body may be. Nothing was read beyond that."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            Kind.INVALID,
            "unsupported-media-type",
            "The body's type is not understood here",
            "Send `Content-Type: application/json`."),
    PRECONDITION_REQUIRED(
            HttpStatus.PRECONDITION_REQUIRED,
            Kind.INVALID,
            "precondition-required",
            "The request must say which version it replaces",
            "Read the thing, and send its `ETag` back in `If-Match`, so that nobody's change is overwritten unseen. `*` stands for any."),
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS,
            Kind.TOO_MANY,
            "too-many-requests",
            "Too many requests",
            "Wait the seconds in `Retry-After`. The headers `RateLimit` and `RateLimit-Policy` say how many requests are left."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            Kind.UNAVAILABLE,
            "unavailable",
            "Not now",
            "The suite is starting, stopping or full. Try again after the seconds in `Retry-After`."),
    INTERNAL_ERROR(
            HttpStatus.INTERNAL_SERVER_ERROR,
            Kind.UNAVAILABLE,
            "internal-error",
            "Something went wrong on our side",
            "It was written down under the request's id (`X-Request-Id`). Give that to whoever runs the suite.");

    private final HttpStatus status;
    private final Text text;

    HttpRule(HttpStatus status, Kind kind, String code, String title, String explanation) {
        this.status = status;
        this.text = new Text(code, title, explanation, kind);
    }

    /** The HTTP status of the answer. */
    public HttpStatus status() {
        return status;
    }

    @Override
    public Text text() {
        return text;
    }
}
