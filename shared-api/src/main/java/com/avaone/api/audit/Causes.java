package com.avaone.api.audit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why something is as it is, or why a rule refuses.
 *
 * @param fields that the answer rests on, with their values at the moment; a personal one without
 * @param events those that gave these fields their values, no other, oldest first
 */
public record Causes(
        AuditedKind kind,
        String id,
        @Nullable String rule,
        Map<String, @Nullable String> fields,
        List<AuditedEvent> events) {}
