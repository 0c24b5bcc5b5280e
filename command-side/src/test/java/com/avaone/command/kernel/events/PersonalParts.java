package com.avaone.command.kernel.events;

import com.avaone.api.kernel.Personal;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What events and snapshots are made of: the components of records and the fields of classes, and of those within them. */
final class PersonalParts {

    private PersonalParts() {}

    /**
     * A component or a field.
     *
     * @param within a type that contains it
     */
    record Part(Class<?> within, String name, Class<?> type, boolean isPersonal, boolean isNullable) {

        @Override
        public String toString() {
            return within.getSimpleName() + "." + name;
        }
    }

    /** The personal parts of an event or a snapshot. */
    static List<Part> of(Class<?> root) {
        return all(root).stream().filter(Part::isPersonal).toList();
    }

    /** All parts of an event or a snapshot; what is within a personal one is sealed with it and not looked at. */
    static List<Part> all(Class<?> root) {
        var found = new ArrayList<Part>();
        collect(root, found, new HashSet<>());
        return found;
    }

    private static void collect(Class<?> type, List<Part> found, Set<Class<?>> seen) {
        if (!type.getName().startsWith("com.avaone.") || type.isEnum() || !seen.add(type)) {
            return;
        }
        if (type.isRecord()) {
            for (var component : type.getRecordComponents()) {
                add(
                        type,
                        component.getName(),
                        component.getGenericType(),
                        component,
                        component.getAnnotatedType(),
                        found,
                        seen);
            }
        } else {
            for (var field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    add(type, field.getName(), field.getGenericType(), field, field.getAnnotatedType(), found, seen);
                }
            }
        }
    }

    private static void add(
            Class<?> within,
            String name,
            Type type,
            AnnotatedElement element,
            AnnotatedType annotated,
            List<Part> found,
            Set<Class<?>> seen) {
        var isPersonal = element.isAnnotationPresent(Personal.class);
        classes(type).forEach(each -> {
            found.add(new Part(within, name, each, isPersonal, annotated.isAnnotationPresent(Nullable.class)));
            if (!isPersonal) {
                collect(each, found, seen);
            }
        });
    }

    /** The class, and those of its type arguments. */
    private static Stream<Class<?>> classes(Type type) {
        return type instanceof ParameterizedType generic
                ? Stream.concat(
                        classes(generic.getRawType()),
                        Arrays.stream(generic.getActualTypeArguments()).flatMap(PersonalParts::classes))
                : type instanceof Class<?> plain ? Stream.of(plain) : Stream.of();
    }
}
