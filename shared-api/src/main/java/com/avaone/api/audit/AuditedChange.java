package com.avaone.api.audit;

import org.jspecify.annotations.Nullable;

/**
 * What became of one field.
 *
 * @param field by which programs know it, for example {@code profile.industry}
 * @param label in plain words, for example "Industry"
 * @param before in plain words; absent where there was nothing
 * @param after in plain words; absent where there is nothing now
 * @param personal whether it is about a person: then neither value is told
 */
public record AuditedChange(
        String field,
        String label,
        @Nullable String before,
        @Nullable String after,
        boolean personal) {}
