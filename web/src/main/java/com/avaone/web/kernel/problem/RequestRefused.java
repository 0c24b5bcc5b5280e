package com.avaone.web.kernel.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request that is refused for what it is as HTTP, before or beside any rule of the business. */
public class RequestRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpRule rule;
    private final @Nullable Duration retryAfter;

    /** Refused by {@code rule}; {@code detail} says what is wrong here and what to do. */
    public RequestRefused(HttpRule rule, String detail) {
        this(rule, detail, null);
    }

    /** As above, to be tried again after some time. */
    public RequestRefused(HttpRule rule, String detail, @Nullable Duration retryAfter) {
        // No stack trace: a refusal is an answer, not a fault.
        super(detail, null, false, false);
        this.rule = rule;
        this.retryAfter = retryAfter;
    }

    /** What refused it. */
    public HttpRule rule() {
        return rule;
    }

    /** When to try again, where waiting helps. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
