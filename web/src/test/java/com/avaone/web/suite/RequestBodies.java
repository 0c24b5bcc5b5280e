package com.avaone.web.suite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sensible bodies for every route: of the API from its own description, for pages from the fields that their forms have. */
final class RequestBodies {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REFERENCE = "#/components/schemas/";

    /** A version that nothing has: whoever may change the thing is told 412, and nothing is changed. */
    static final String NO_VERSION = "\"999999999\"";

    private final JsonNode description;
    private final AtomicInteger number = new AtomicInteger();

    RequestBodies(JsonNode description) {
        this.description = description;
    }

    /** The body that a route of the API asks for, with the fields that it cannot do without; empty where it takes no JSON. */
    Optional<ObjectNode> json(String verb, String path) {
        var body = description
                .path("paths")
                .path(path)
                .path(verb.toLowerCase(java.util.Locale.ROOT))
                .path("requestBody");
        var schema = body.path("content").path("application/json").path("schema");
        // What a webhook takes is signed as a whole by somebody else.
        if (schema.isMissingNode() || path.equals("/api/webhooks/resend")) {
            return Optional.empty();
        }
        var value = value("", schema, number.incrementAndGet());
        if (value instanceof ObjectNode object) {
            if (path.endsWith("/license/renew")) {
                object.put("period", "P1Y");
            }
            return Optional.of(object);
        }
        throw new AssertionError(verb + " " + path + " takes no object: " + value);
    }

    /** The fields that a route's body can have. */
    ObjectNode fields(String verb, String path) {
        var schema = description
                .path("paths")
                .path(path)
                .path(verb.toLowerCase(java.util.Locale.ROOT))
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return resolved(schema).path("properties") instanceof ObjectNode properties
                ? properties
                : JsonNodeFactory.instance.objectNode();
    }

    private JsonNode value(String name, JsonNode declared, int unique) {
        var schema = resolved(declared);
        switch (name) {
            case "email" -> {
                return text("guest-%d@guards.example".formatted(unique));
            }
            case "name" -> {
                return text("Guards %d".formatted(unique));
            }
            case "licenseExpiry" -> {
                return text("2099-12-31");
            }
            case "startsAt" -> {
                return text(LocalDateTime.now(ZoneOffset.UTC)
                        .plusDays(30)
                        .withNano(0)
                        .toString());
            }
            case "amount" -> {
                return JSON.createObjectNode().put("amount", "1.00").put("currency", "EUR");
            }
            case "operation" -> {
                return text("recheck"); // the example is a rebuild, which takes its time and the read models with it
            }
            default -> {}
        }
        if (schema.has("properties")) {
            var object = JSON.createObjectNode();
            for (var required : schema.path("required")) {
                var field = required.asString();
                object.set(field, value(field, schema.path("properties").path(field), unique));
            }
            return object;
        }
        if (!schema.path("example").isMissingNode()) {
            return schema.path("example");
        }
        if (!schema.path("examples").isMissingNode()) {
            return schema.path("examples").get(0);
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(0);
        }
        var type = schema.path("type").isArray()
                ? schema.path("type").get(0).asString()
                : schema.path("type").asString("");
        return switch (type) {
            case "array" -> JSON.createArrayNode();
            case "integer", "number" -> JsonNodeFactory.instance.numberNode(1);
            case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
            default -> text("x");
        };
    }

    private JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.startsWith(REFERENCE)
                ? description.path("components").path("schemas").path(reference.substring(REFERENCE.length()))
                : schema;
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    /** Fields of all forms of the pages at once: each takes those that it knows. */
    Map<String, String> form() {
        var unique = number.incrementAndGet();
        var fields = new LinkedHashMap<String, String>();
        fields.put("reason", "to see whether it is refused");
        fields.put("version", NO_VERSION.replace("\"", ""));
        fields.put("email", "guest-%d@guards.example".formatted(unique));
        fields.put("role", "EMPLOYEE");
        fields.put("name", "Guards %d".formatted(unique));
        fields.put("kind", "SERVICE");
        fields.put("scopes", "READ_USERS");
        fields.put("overlapDays", "0");
        fields.put("url", "https://guards.example/events");
        fields.put("since", "999999999999"); // which no log has: no endpoint is made
        fields.put("parkedEventId", "none");
        return fields;
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
