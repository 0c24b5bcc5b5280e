package com.avaone.events;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events a program wants, and from where.
 *
 * @param suite address of the suite, for example {@code https://suite.example}
 * @param token of an API client with the scope {@code follow-events}
 * @param organizationId only this organization's events; all that the client may see where absent
 * @param types stable names, or beginnings such as {@code license.*}; all where empty
 * @param pause before the first try to connect, or to hand an event on, again; twice as long before each further one, up to 30 seconds
 */
public record Subscription(
        URI suite, String token, @Nullable String organizationId, List<String> types, Duration pause) {

    /** Everything that the client may see. */
    public Subscription(URI suite, String token) {
        this(suite, token, null, List.of(), Duration.ofSeconds(1));
    }

    URI address(String cursor, String more) {
        var query = new StringBuilder(more);
        add(query, "cursor", cursor);
        add(query, "organizationId", organizationId == null ? "" : organizationId);
        types.forEach(type -> add(query, "type", type));
        return URI.create(
                suite.toString().replaceAll("/+$", "") + "/api/events" + (query.isEmpty() ? "" : "?" + query));
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Subscription of %s".formatted(address("", ""));
    }
}
