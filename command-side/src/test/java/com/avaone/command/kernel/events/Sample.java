package com.avaone.command.kernel.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes up an instance of a record, every component filled, the same each time. */
final class Sample {

    private static final String ID = "01jd00000000000000000000";

    private Sample() {}

    static Object of(Class<?> type) throws ReflectiveOperationException {
        var components = type.getRecordComponents();
        var values = new Object[components.length];
        for (var i = 0; i < components.length; i++) {
            values[i] = value(components[i], i);
        }
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static Object value(RecordComponent component, int index) throws ReflectiveOperationException {
        return value(component.getGenericType(), component.getName(), index);
    }

    private static Object value(Type type, String name, int index) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            if (generic.getRawType() == Map.class) {
                return Map.of(name, "text");
            }
            var element = value(generic.getActualTypeArguments()[0], name, index);
            return generic.getRawType() == Set.class ? Set.of(element) : List.of(element);
        }
        var plain = (Class<?>) type;
        if (plain == String.class) {
            return name.equals("personId") ? "led_" + ID + "00" : name;
        } else if (plain == int.class || plain == Integer.class || plain == long.class) {
            return index + 1;
        } else if (plain == boolean.class) {
            return true;
        } else if (plain == Instant.class) {
            return Instant.parse("2026-01-02T03:04:05.678Z");
        } else if (plain == LocalDate.class) {
            return LocalDate.parse("2027-12-31");
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        } else if (plain.isRecord()) {
            return record(plain, index);
        }
        throw new IllegalArgumentException("No sample of a %s: teach this class".formatted(plain.getName()));
    }

    private static Object record(Class<?> type, int index) throws ReflectiveOperationException {
        return switch (type.getSimpleName()) {
            case "EmailAddress" -> type.getConstructor(String.class).newInstance("ada@example.com");
            case "Slug" -> type.getConstructor(String.class).newInstance("acme");
            case "ProductId" -> type.getConstructor(String.class).newInstance("ava-cx");
            case "BundleId" -> type.getConstructor(String.class).newInstance("office");
            case "PlanId" -> type.getConstructor(String.class).newInstance("starter");
            case String name
            when name.endsWith("Id") -> {
                var prefix = type.getField("PREFIX").get(null);
                yield type.getConstructor(String.class).newInstance(prefix + ID + "0" + index);
            }
            default -> of(type);
        };
    }
}
