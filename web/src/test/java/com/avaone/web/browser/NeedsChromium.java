package com.avaone.web.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that drives a browser. Where one is missing, the test says so and is left out; where the environment variable {@code CI} is set,
 * it fails, because nobody reads there what was left out.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsChromium.Condition.class)
public @interface NeedsChromium {

    /** Decides whether the test can run. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            var problem = Chromium.missing();
            if (problem == null) {
                return ConditionEvaluationResult.enabled("Chromium and Node.js are there");
            }
            if (System.getenv("CI") != null) {
                throw new IllegalStateException(problem);
            }
            System.err.println("LEFT OUT: " + context.getDisplayName() + ". " + problem);
            return ConditionEvaluationResult.disabled(problem);
        }
    }
}
