package com.avaone.api.audit;

import com.avaone.api.kernel.OrganizationId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How something was at a moment, as the read model held it, without what is about a person.
 *
 * @param asOf as it was asked for
 * @param versions number of the last event that counts, by the stream's aggregate
 * @param last the last event that counts
 * @param state fields with their values; instants as text
 * @param fields each value of the state in plain words
 */
public record EarlierState(
        AuditedKind kind,
        String id,
        OrganizationId organizationId,
        String asOf,
        Map<String, Long> versions,
        AuditedEvent last,
        Map<String, @Nullable Object> state,
        List<Field> fields) {

    /**
     * A field.
     *
     * @param field by which programs know it
     * @param label in plain words
     * @param value in plain words; absent where it is about a person
     * @param personal whether it is
     */
    public record Field(
            String field, String label, @Nullable String value, boolean personal) {}
}
