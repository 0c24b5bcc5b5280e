package com.avaone.projection.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value of the domain into what a document stores, always the same way: a read model that is built again has the same bytes.
 *
 * <ul>
 *   <li>an enum is its name; a {@link LocalDate} and other dates without a zone are ISO-8601 text;
 *   <li>an {@link Instant} is a date of the database, cut to milliseconds;
 *   <li>a type with a {@link JsonValue} is that value; any other record is a document of its components;
 *   <li>a {@link BigDecimal} is a Decimal128; a {@link Set} is a sorted list; a {@link Map} is a document;
 *   <li>the fields of every document are sorted, {@code _id} first; what is null or an empty {@link Optional} is left out.
 * </ul>
 */
final class StoredValue {

    /** {@code _id} first, for those who look at a document with their eyes. */
    private static final Comparator<String> FIELD_ORDER =
            Comparator.comparing((String field) -> !field.equals("_id")).thenComparing(Comparator.naturalOrder());

    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private StoredValue() {}

    /**
     * What a document stores for {@code value}.
     *
     * @throws IllegalArgumentException if this class does not say how such a value is stored
     */
    static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean bool -> bool;
            case Integer number -> number;
            case Long number -> number;
            case Double number -> number;
            case Short number -> number.intValue();
            case Byte number -> number.intValue();
            case Float number -> number.doubleValue();
            case BigDecimal number -> new Decimal128(number);
            case Decimal128 number -> number;
            case Instant instant -> new Date(instant.toEpochMilli());
            case Date date -> date;
            case TemporalAccessor date -> date.toString();
            case Enum<?> constant -> constant.name();
            case UUID uuid -> uuid.toString();
            case Binary bytes -> bytes;
            case byte[] bytes -> new Binary(bytes);
            case Optional<?> optional -> of(optional.orElse(null));
            case Set<?> set -> sorted(set.stream().map(StoredValue::of));
            case Collection<?> list -> list.stream().map(StoredValue::of).toList();
            case Map<?, ?> map -> document(map);
            default -> SHAPES.get(value.getClass()).store(value);
        };
    }

    private static Document document(Map<?, ?> map) {
        var fields = new TreeMap<String, Object>(FIELD_ORDER);
        map.forEach((key, value) -> put(fields, String.valueOf(of(key)), value));
        return new Document(fields);
    }

    private static void put(Map<String, Object> fields, String field, @Nullable Object value) {
        var stored = of(value);
        if (stored != null) {
            fields.put(field, stored);
        }
    }

    /** A list in the order of its elements' text, which any kind of element has. */
    static List<@Nullable Object> sorted(Stream<? extends @Nullable Object> elements) {
        return elements.sorted(Comparator.comparing(String::valueOf))
                .<@Nullable Object>map(e -> e)
                .toList();
    }

    /** How the values of one class are stored. */
    private sealed interface Shape {

        @Nullable
        Object store(Object value);

        static Shape of(Class<?> type) {
            var lookup = MethodHandles.lookup();
            try {
                for (var method : type.getMethods()) {
                    if (isJsonValue(method)) {
                        return new Single(handle(lookup, method));
                    }
                }
                if (!type.isRecord()) {
                    throw new IllegalArgumentException("It is not said how a " + type.getName()
                            + " is stored: use a record, a type with @JsonValue, or a plain value");
                }
                var components = new TreeMap<String, MethodHandle>(FIELD_ORDER);
                for (var component : type.getRecordComponents()) {
                    var accessor = handle(lookup, component.getAccessor());
                    if (isJsonValue(component)) {
                        return new Single(accessor);
                    }
                    components.put(component.getName(), accessor);
                }
                return new Fields(components);
            } catch (IllegalAccessException e) {
                throw new IllegalArgumentException(type.getName() + " cannot be read: make it public or open it", e);
            }
        }

        private static boolean isJsonValue(AnnotatedElement element) {
            return element.isAnnotationPresent(JsonValue.class);
        }

        private static MethodHandle handle(MethodHandles.Lookup lookup, Method method) throws IllegalAccessException {
            method.setAccessible(true); // NOSONAR: documents' own records are package-private
            return lookup.unreflect(method);
        }

        private static @Nullable Object read(MethodHandle accessor, Object value) {
            try {
                return accessor.invoke(value);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalArgumentException(e);
            }
        }

        record Single(MethodHandle accessor) implements Shape {
            @Override
            public @Nullable Object store(Object value) {
                return StoredValue.of(read(accessor, value));
            }
        }

        record Fields(Map<String, MethodHandle> components) implements Shape {
            @Override
            public Object store(Object value) {
                var fields = new TreeMap<String, Object>(FIELD_ORDER);
                components.forEach((name, accessor) -> put(fields, name, read(accessor, value)));
                return new Document(fields);
            }
        }
    }

    /** The same document with the fields of every level in order. */
    static Document canonical(Document document) {
        var fields = document.keySet().toArray(String[]::new);
        Arrays.sort(fields, FIELD_ORDER);
        var sorted = new Document();
        for (var field : fields) {
            sorted.put(field, canonicalValue(document.get(field)));
        }
        return sorted;
    }

    private static @Nullable Object canonicalValue(@Nullable Object value) {
        return switch (value) {
            case Document document -> canonical(document);
            case List<?> list -> list.stream().map(StoredValue::canonicalValue).toList();
            case null, default -> value;
        };
    }
}
