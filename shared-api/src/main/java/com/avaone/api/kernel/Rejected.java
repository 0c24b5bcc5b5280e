package com.avaone.api.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command or query refused by a rule. Nothing was changed. */
public class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    /** Refused by {@code rule}; {@code detail} says what is wrong here and what to do. */
    public Rejected(Rule rule, String detail) {
        this(rule, detail, null, Map.of());
    }

    /** As above, with the field at fault and the figures behind the refusal. */
    public Rejected(Rule rule, String detail, @Nullable String field, Map<String, String> facts) {
        // No stack trace: a refusal is an answer, not a fault.
        super(detail, null, false, false);
        this.rejection = new Rejection(rule.code(), rule.kind(), detail, field, Map.copyOf(facts));
    }

    /** Gives a refusal that came over the bus its type back. */
    public Rejected(Rejection rejection) {
        super(rejection.detail(), null, false, false);
        this.rejection = rejection;
    }

    /** The refusal as it travels over the bus. */
    public Rejection rejection() {
        return rejection;
    }
}
