package com.avaone.api.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events are sent, and which.
 *
 * @param url to which they are sent
 * @param description what people know the endpoint by
 * @param types stable names such as {@code license.suspended}, or beginnings of names such as {@code license.*}; all where empty
 * @param aggregateId only of this aggregate
 * @param personalData whether what is about persons is to be in them, which only an API client with the scope for it may ask
 */
public record WantedEvents(
        String url,
        String description,
        List<String> types,
        @Nullable String aggregateId,
        boolean personalData) {

    /** Keeps each type once, in the order of their names. */
    public WantedEvents {
        types = types.stream().distinct().sorted().toList();
    }
}
