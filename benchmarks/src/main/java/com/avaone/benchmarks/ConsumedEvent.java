package com.avaone.benchmarks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as a consumer keeps it.
 *
 * @param aggregate empty on an event of none
 * @param organization empty on an event of none
 */
record ConsumedEvent(String id, long position, String aggregate, String organization) {

    static ConsumedEvent of(JsonNode event) {
        return new ConsumedEvent(
                event.path("id").asString(),
                Long.parseLong(event.path("position").asString()),
                event.path("subject").asString(""),
                event.path("organizationid").asString(""));
    }

    static ConsumedEvent ofJson(String json) {
        return of(JsonMapper.shared().readTree(json));
    }

    static ConsumedEvent ofLine(String line) {
        var parts = line.split(" ", -1);
        return new ConsumedEvent(parts[0], Long.parseLong(parts[1]), parts[2], parts[3]);
    }

    String line() {
        return "%s %d %s %s".formatted(id, position, aggregate, organization);
    }
}
