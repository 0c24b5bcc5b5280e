package com.avaone.api.kernel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as it travels over the message bus, where exceptions lose their type: details of Axon's {@code CommandExecutionException}
 * and {@code QueryExecutionException}.
 *
 * @param code the {@link Rule#code()} that refused
 * @param kind how it is answered
 * @param detail one sentence about this refusal: what is wrong and what to do
 * @param field the field at fault, where there is one
 * @param facts figures behind the refusal, for example {@code limit} and {@code used}
 */
public record Rejection(
        String code,
        Rule.Kind kind,
        String detail,
        @Nullable String field,
        Map<String, String> facts) {}
