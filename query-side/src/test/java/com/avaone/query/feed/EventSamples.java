package com.avaone.query.feed;

import com.avaone.api.feed.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden samples of the events in their newest form. */
public final class EventSamples {

    /** Reads and writes them. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final CloudEventWriter WRITER = new CloudEventWriter("https://suite.example/");
    static final EventTypes TYPES = new EventTypes(new EventSchemas(WRITER));

    private static final Path FILES = Path.of("../shared-api/src/test/resources/events");

    private EventSamples() {}

    /** Of which there is a sample. */
    public static List<EventType> types() {
        return TYPES.all().stream().filter(type -> Files.exists(file(type))).toList();
    }

    /** The class of its payload. */
    public static Class<?> classOf(EventType type) {
        return Objects.requireNonNull(TYPES.classes().get(type.type()));
    }

    /** The payload of its sample. */
    public static JsonNode json(EventType type) {
        try {
            return JSON.readTree(Files.readString(file(type)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object event(EventType type) {
        return JSON.treeToValue(json(type), classOf(type));
    }

    private static Path file(EventType type) {
        return FILES.resolve("%s.v%s.json".formatted(type.type(), type.version()));
    }

    /** How many files there are of each event, in whatever form. */
    static Map<String, Integer> files() throws IOException {
        try (var files = Files.list(FILES)) {
            var counts = new TreeMap<String, Integer>();
            files.forEach(file -> counts.merge(
                    file.getFileName().toString().replaceFirst("\\.v\\d+(\\.sealed)?\\.json$", ""), 1, Integer::sum));
            return counts;
        }
    }
}
