package com.avaone.query.feed;

import com.avaone.api.kernel.Personal;
import com.avaone.api.kernel.StableName;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the JSON Schema (2020-12) of an event's data, from its record. What is about persons is marked {@code "x-personal": true} and not
 * required, because not everybody gets it. Other properties than those told are allowed: events grow.
 */
final class EventSchemas {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Map<Class<?>, Map<String, Object>> PLAIN = Map.ofEntries(
            plain("string", String.class),
            plain("boolean", boolean.class),
            plain("boolean", Boolean.class),
            plain("integer", int.class),
            plain("integer", Integer.class),
            plain("integer", long.class),
            plain("integer", Long.class),
            plain("number", double.class),
            plain("number", BigDecimal.class),
            formatted("date-time", Instant.class),
            formatted("date", LocalDate.class),
            formatted("time", LocalTime.class),
            formatted("duration", Duration.class));

    private final CloudEventWriter addresses;

    EventSchemas(CloudEventWriter addresses) {
        this.addresses = addresses;
    }

    private static Map.Entry<Class<?>, Map<String, Object>> plain(String name, Class<?> type) {
        return Map.entry(type, Map.of("type", name));
    }

    private static Map.Entry<Class<?>, Map<String, Object>> formatted(String format, Class<?> type) {
        return Map.entry(type, Map.of("type", "string", "format", format));
    }

    /** The schema of an event's data. */
    String of(Class<?> event) {
        var name = Objects.requireNonNull(event.getAnnotation(StableName.class)).value();
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", DIALECT);
        schema.put("$id", addresses.schemaAddress(name, CloudEventWriter.version(event)));
        schema.put("title", name);
        schema.putAll(object(event));
        return JSON.writeValueAsString(schema);
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return generic.getRawType() instanceof Class<?> raw && Map.class.isAssignableFrom(raw)
                    ? Map.of("type", "object", "additionalProperties", schema(arguments[1]))
                    : Map.of("type", "array", "items", schema(arguments[0]));
        }
        var plain = (Class<?>) type;
        var known = PLAIN.get(plain);
        if (known != null) {
            return known;
        }
        if (plain.isEnum()) {
            return Map.of(
                    "enum",
                    Arrays.stream(plain.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList());
        }
        if (Collection.class.isAssignableFrom(plain) || !plain.isRecord()) {
            throw new IllegalStateException("Nothing says how %s is written".formatted(plain.getName()));
        }
        return written(plain).map(this::schema).orElseGet(() -> object(plain));
    }

    /** As what a value is written that stands for itself. */
    private static Optional<Type> written(Class<?> value) {
        return Stream.of(value.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .map(method -> method.getGenericReturnType())
                .findFirst();
    }

    private Map<String, Object> object(Class<?> type) {
        var properties = new LinkedHashMap<String, Object>();
        var required = Stream.<String>builder();
        for (var part : parts(type)) {
            var personal = part.element().isAnnotationPresent(Personal.class);
            var property = new LinkedHashMap<String, Object>(schema(part.type()));
            if (part.isNullable()) {
                makeNullable(property);
            }
            if (personal) {
                property.put("x-personal", true);
            } else if (!part.isNullable()) {
                required.add(part.name());
            }
            properties.put(part.name(), property);
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required.build().toList());
        return schema;
    }

    private static void makeNullable(Map<String, Object> schema) {
        if (schema.get("enum") instanceof List<?> constants) {
            schema.put(
                    "enum",
                    Stream.concat(constants.stream(), Stream.of((Object) null)).toList());
        } else {
            schema.put("type", List.of(Objects.requireNonNull(schema.get("type")), "null"));
        }
    }

    private record Part(String name, Type type, AnnotatedElement element, AnnotatedType annotated) {

        boolean isNullable() {
            return annotated.isAnnotationPresent(Nullable.class);
        }

        static Part of(RecordComponent component) {
            return new Part(component.getName(), component.getGenericType(), component, component.getAnnotatedType());
        }
    }

    /** A record's components, or what its creator takes where it is written in another form. */
    private static List<Part> parts(Class<?> type) {
        for (var method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonCreator.class)) {
                return Arrays.stream(method.getParameters())
                        .map(parameter -> new Part(
                                Objects.requireNonNull(parameter.getAnnotation(JsonProperty.class))
                                        .value(),
                                parameter.getParameterizedType(),
                                parameter,
                                parameter.getAnnotatedType()))
                        .toList();
            }
        }
        return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
    }
}
