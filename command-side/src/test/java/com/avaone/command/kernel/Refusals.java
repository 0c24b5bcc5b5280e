package com.avaone.command.kernel;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.Rejected;
import com.avaone.api.kernel.Rule;
import java.util.Map;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;

/** What tests expect of refusals. */
public final class Refusals {

    private Refusals() {}

    /** Refused by this rule. */
    public static Matcher<Throwable> refusedBy(Rule rule) {
        return refusedBy(rule.code());
    }

    /** Refused by the rule with this code. */
    public static Matcher<Throwable> refusedBy(String code) {
        return new CustomTypeSafeMatcher<>("refused by " + code) {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof Rejected rejected
                        && rejected.rejection().code().equals(code);
            }
        };
    }

    /** Refused by this rule, with these figures. */
    public static Matcher<Throwable> refusedBy(Rule rule, Map<String, String> facts) {
        return new CustomTypeSafeMatcher<>("refused by " + rule.code() + " with " + facts) {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return refusedBy(rule).matches(thrown)
                        && thrown instanceof Rejected rejected
                        && rejected.rejection().facts().equals(facts);
            }
        };
    }

    /** The input of this field cannot become a value. */
    public static Matcher<Throwable> invalid(String field) {
        return new CustomTypeSafeMatcher<>("invalid " + field) {
            @Override
            protected boolean matchesSafely(Throwable thrown) {
                return thrown instanceof InvalidValue invalid && invalid.field().equals(field);
            }
        };
    }
}
