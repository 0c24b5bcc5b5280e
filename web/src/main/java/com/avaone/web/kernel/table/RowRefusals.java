package com.avaone.web.kernel.table;

import com.avaone.api.kernel.InvalidValue;
import com.avaone.api.kernel.KernelRule;
import com.avaone.api.kernel.Rejected;
import com.avaone.web.kernel.problem.HttpRule;
import com.avaone.web.kernel.problem.ProblemTexts;
import com.avaone.web.kernel.problem.RequestRefused;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Says why a row of a table came to nothing. */
@Component
public class RowRefusals {

    private static final Logger LOG = LoggerFactory.getLogger(RowRefusals.class);

    private final ProblemTexts problems;
    private final MessageSource messages;

    RowRefusals(ProblemTexts problems, MessageSource messages) {
        this.problems = problems;
        this.messages = messages;
    }

    /**
     * Why.
     *
     * @param field at fault, where it is one
     * @param code of the rule
     * @param message for whoever sent the table
     * @param facts of the rule
     */
    public record RowRefusal(
            @Nullable String field, String code, @Nullable String message, Map<String, String> facts) {}

    /** What a failure says; one of which nobody expects anything is in the log, and the next row goes on. */
    public RowRefusal of(RuntimeException failure, Locale locale) {
        return switch (failure) {
            case InvalidValue invalid ->
                new RowRefusal(
                        invalid.field(),
                        KernelRule.INVALID_VALUE.code(),
                        problems.expectation(invalid, locale),
                        Map.of());
            case Rejected rejected -> {
                var rejection = rejected.rejection();
                yield new RowRefusal(
                        rejection.field(), rejection.code(), problems.detail(rejection, locale), rejection.facts());
            }
            case RequestRefused unanswered ->
                new RowRefusal(null, unanswered.rule().code(), problems.detail(unanswered, locale), Map.of());
            default -> {
                LOG.error("A row of a table failed", failure);
                yield new RowRefusal(
                        null, HttpRule.UNAVAILABLE.code(), messages.getMessage("bulk.failed", null, locale), Map.of());
            }
        };
    }
}
