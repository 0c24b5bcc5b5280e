package com.avaone.events;

/** The suite does not let this program follow the events, and trying again does not help. */
public final class FeedRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    FeedRefused(int status, String code) {
        super("The suite refused with %d %s".formatted(status, code));
        this.code = code;
    }

    /** The rule that refused, for example {@code token-not-valid}; the suite explains it under {@code /problems/}. */
    public String code() {
        return code;
    }
}
