package com.avaone.query.kernel;

import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import java.util.Map;

/** Judges a query's parameters. */
public final class Parameter {

    private Parameter() {}

    /**
     * A page's size.
     *
     * @throws Rejected naming {@code limit} if it is not from 1 to {@code max}
     */
    public static int limit(int limit, int max) {
        if (limit < 1 || limit > max) {
            throw refused("limit", "must be a number from 1 to " + max);
        }
        return limit;
    }

    /** A refusal; {@code expectation} ends the sentence that begins with the field's name. */
    public static Rejected refused(String field, String expectation) {
        return new Rejected(KernelRule.QUERY_INVALID, "`%s` %s.".formatted(field, expectation), field, Map.of());
    }
}
