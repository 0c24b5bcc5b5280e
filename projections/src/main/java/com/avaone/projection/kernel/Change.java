package com.avaone.projection.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What an event makes of a document: fields with their new values. A value without identity; the same change builds the stored document
 * and folds a document as of an earlier event. Changes carry results ("seats now 7"), never increments.
 *
 * <p>A field may be a path with dots ({@code license.status}); the documents on the way are made as needed. How values are stored says
 * {@code StoredValue}: enums by name, dates as text, instants to the millisecond, records as documents.
 */
public final class Change {

    private static final Change NOTHING = new Change(List.of());

    private final List<Step> steps;

    private Change(List<Step> steps) {
        this.steps = steps;
    }

    /** A change of nothing but the document's sequence: the event was seen. */
    public static Change nothing() {
        return NOTHING;
    }

    /** A change that begins by setting {@code field}; see {@link #set}. */
    public static Change update(String field, @Nullable Object value) {
        return NOTHING.set(field, value);
    }

    /**
     * And sets {@code field} to {@code value}; null takes the field away.
     *
     * @throws IllegalArgumentException if it is not said how such a value is stored
     */
    public Change set(String field, @Nullable Object value) {
        var stored = StoredValue.of(value);
        return stored == null ? unset(field) : with(new Set(field, stored));
    }

    /** And takes {@code field} away, if it is there. */
    public Change unset(String field) {
        return with(new Unset(field));
    }

    /** And puts {@code element} into the sorted set that {@code field} holds, if it is not in it. */
    public Change include(String field, Object element) {
        return with(new Member(field, Objects.requireNonNull(StoredValue.of(element)), true));
    }

    /** And takes {@code element} out of the sorted set that {@code field} holds. */
    public Change exclude(String field, Object element) {
        return with(new Member(field, Objects.requireNonNull(StoredValue.of(element)), false));
    }

    /** And everything that {@code next} does. */
    public Change and(Change next) {
        return new Change(Stream.concat(steps.stream(), next.steps.stream()).toList());
    }

    private Change with(Step step) {
        var all = new ArrayList<>(steps);
        all.add(step);
        return new Change(List.copyOf(all));
    }

    /** Does the change to {@code document}, in place. */
    public void applyTo(Document document) {
        for (var step : steps) {
            step.applyTo(document);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Change change && steps.equals(change.steps);
    }

    @Override
    public int hashCode() {
        return steps.hashCode();
    }

    @Override
    public String toString() {
        return "Change" + steps;
    }

    private sealed interface Step {

        String path();

        /** Does this step to the document that holds the last name of the path. */
        void applyTo(Document parent, String field);

        default boolean makesParents() {
            return true;
        }

        default void applyTo(Document document) {
            var parent = document;
            var rest = path();
            for (var dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
                var name = rest.substring(0, dot);
                rest = rest.substring(dot + 1);
                if (parent.get(name) instanceof Document child) {
                    parent = child;
                } else if (makesParents()) {
                    var child = new Document();
                    parent.put(name, child);
                    parent = child;
                } else {
                    return;
                }
            }
            applyTo(parent, rest);
        }
    }

    private record Set(String path, Object value) implements Step {
        @Override
        public void applyTo(Document parent, String field) {
            // A document may be changed by a later step, which must not reach into this value.
            parent.put(field, value instanceof Document document ? StoredValue.canonical(document) : value);
        }
    }

    private record Unset(String path) implements Step {
        @Override
        public boolean makesParents() {
            return false;
        }

        @Override
        public void applyTo(Document parent, String field) {
            parent.remove(field);
        }
    }

    private record Member(String path, Object element, boolean member) implements Step {
        @Override
        public void applyTo(Document parent, String field) {
            var present = parent.get(field) instanceof List<?> list ? list : List.of();
            var others = present.stream().filter(e -> !element.equals(e));
            parent.put(field, StoredValue.sorted(member ? Stream.concat(others, Stream.of(element)) : others));
        }
    }
}
