package com.avaone.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what the feed writes. Objects and arrays inside are kept as the text that they are. */
final class FeedJson {

    private static final JsonFactory JSON = new JsonFactory();

    private FeedJson() {}

    /**
     * A page of the feed.
     *
     * @param items CloudEvents in JSON
     */
    record Page(List<String> items, String cursor, long count, String digest, boolean behind) {}

    static Page page(String json) {
        var fields = fields(json);
        return new Page(
                items(fields.getOrDefault("items", "[]")),
                fields.getOrDefault("cursor", ""),
                Long.parseLong(fields.getOrDefault("count", "0")),
                fields.getOrDefault("digest", ""),
                fields.containsKey("behind"));
    }

    static Event event(String json) {
        var fields = fields(json);
        return new Event(
                fields.getOrDefault("id", ""),
                fields.getOrDefault("type", ""),
                fields.getOrDefault("source", ""),
                Instant.parse(fields.getOrDefault("time", "")),
                fields.get("subject"),
                Long.parseLong(fields.getOrDefault("position", "")),
                fields.getOrDefault("data", "null"),
                json);
    }

    /** The fields of an object: of a text what it says, of anything else its JSON. */
    static Map<String, String> fields(String json) {
        var fields = new HashMap<String, String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("This is no object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var token = parser.nextToken();
                fields.put(name, token == JsonToken.VALUE_STRING ? parser.getString() : raw(parser, json));
            }
        }
        return fields;
    }

    private static List<String> items(String json) {
        var items = new ArrayList<String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                items.add(raw(parser, json));
            }
        }
        return items;
    }

    private static String raw(JsonParser parser, String json) {
        if (parser.currentToken().isScalarValue()) {
            return parser.getString();
        }
        var begin = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        return json.substring(begin, (int) parser.currentLocation().getCharOffset());
    }
}
