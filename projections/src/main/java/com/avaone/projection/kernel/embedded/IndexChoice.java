package com.avaone.projection.kernel.embedded;

import com.avaone.projection.kernel.embedded.OrderedIndex.Span;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the stretches of ordered indexes in which all documents of a query are, and maybe others: the whole query still decides on each. A query is
 * seen as conjunctions, any of which lets a document through; each has an index of its own.
 */
final class IndexChoice {

    private static final int MOST_CONJUNCTIONS = 64;
    /** Of one conjunction. */
    private static final int MOST_SPANS = 1_000;

    /** @param inOrder whether each stretch is in the order that the query asks for */
    record Choice(Set<Span> spans, boolean inOrder) {}

    /** @param narrowedBy fields whose conditions the stretches fulfil */
    private record Candidate(List<Span> spans, boolean inOrder, Set<String> narrowedBy) {

        /** Without a look at the index. */
        boolean isBetterThan(Candidate other) {
            return narrowedBy.containsAll(other.narrowedBy)
                    && (inOrder || !other.inOrder)
                    && (inOrder != other.inOrder || narrowedBy.size() > other.narrowedBy.size());
        }

        long size() {
            return spans.stream().mapToLong(span -> span.index().size(span)).sum();
        }
    }

    private record SortKey(String field, boolean ascending) {}

    private final List<OrderedIndex> indexes;
    private final List<SortKey> order;

    private IndexChoice(List<OrderedIndex> indexes, List<SortKey> order) {
        this.indexes = indexes;
        this.order = order;
    }

    /**
     * The stretches that are read.
     *
     * @param wanted how many documents are enough; 0 for all
     * @return null if no index is of use
     */
    static @Nullable Choice of(List<OrderedIndex> indexes, Document query, @Nullable Document orderBy, int wanted) {
        var order = new ArrayList<SortKey>();
        if (orderBy != null) {
            for (var key : orderBy.entrySet()) {
                if (key.getKey().startsWith("$") || !(key.getValue() instanceof Number direction)) {
                    return null;
                }
                order.add(new SortKey(key.getKey(), direction.intValue() > 0));
            }
        }
        return indexes.isEmpty() ? null : new IndexChoice(indexes, order).choose(query, wanted);
    }

    /** How many documents match, if an index alone can tell: single values of its first fields are all that the query asks for. */
    static OptionalLong count(List<OrderedIndex> indexes, Document query) {
        var conditions = new HashMap<String, List<Object>>();
        var alternatives = new ArrayList<List<Document>>();
        collect(query, conditions, alternatives);
        if (!alternatives.isEmpty() || !conditions.values().stream().allMatch(IndexChoice::areValues)) {
            return OptionalLong.empty();
        }
        for (var candidate : new IndexChoice(indexes, List.of()).candidates(conditions)) {
            var index = candidate.spans().isEmpty()
                    ? null
                    : candidate.spans().getFirst().index();
            if (index != null
                    && candidate.narrowedBy().equals(conditions.keySet())
                    && IntStream.range(0, conditions.size()).noneMatch(index::hasSeveral)) {
                return OptionalLong.of(candidate.size());
            }
        }
        return OptionalLong.empty();
    }

    /** Whether there is one condition, and it is equality with values whose bytes nothing else has. */
    private static boolean areValues(List<Object> conditions) {
        if (conditions.size() != 1) {
            return false;
        }
        if (conditions.getFirst() instanceof Document operator) {
            return operator.size() == 1
                    && operator.get("$in") instanceof Collection<?> values
                    && values.stream().allMatch(IndexChoice::isValue);
        }
        return isValue(conditions.getFirst());
    }

    private static boolean isValue(Object value) {
        return value instanceof String || value instanceof Boolean;
    }

    /**
     * In order, as many documents are read as it takes to come upon so many that match; that depends on how many match at all, which is taken to
     * be what the narrowest stretches hold. Without order, all of the narrowest are read and sorted.
     */
    private @Nullable Choice choose(Document query, int wanted) {
        var narrowest = new LinkedHashSet<Span>();
        var narrowestSize = 0L;
        var inOrder = new LinkedHashSet<Span>();
        var inOrderSize = 0L;
        var isOrderable = true;
        for (var conditions : conjunctions(query)) {
            var candidates = candidates(conditions);
            var smallest = candidates.stream().min(Comparator.comparingLong(Candidate::size));
            if (smallest.isEmpty()) {
                return null;
            }
            narrowest.addAll(smallest.get().spans());
            narrowestSize += smallest.get().size();
            var ordered = candidates.stream().filter(Candidate::inOrder).min(Comparator.comparingLong(Candidate::size));
            isOrderable &= ordered.isPresent();
            if (ordered.isPresent()) {
                inOrder.addAll(ordered.get().spans());
                inOrderSize += ordered.get().size();
            }
        }
        var toRead = wanted == 0
                ? inOrderSize
                : Math.min(inOrderSize, (long) wanted * inOrderSize / Math.max(1, narrowestSize));
        return isOrderable && toRead <= narrowestSize
                ? new Choice(inOrder, true)
                : new Choice(narrowest, order.isEmpty());
    }

    // ---- what the query says

    /** Alternatives are taken apart only where an index serves each of them; otherwise they are left to the whole query. */
    private List<Map<String, List<Object>>> conjunctions(Document query) {
        var common = new HashMap<String, List<Object>>();
        var choices = new ArrayList<List<Document>>();
        collect(query, common, choices);
        List<Map<String, List<Object>>> conjunctions = List.of(common);
        for (var alternatives : choices) {
            conjunctions = apart(conjunctions, alternatives).orElse(conjunctions);
        }
        return conjunctions;
    }

    private static void collect(Document query, Map<String, List<Object>> conditions, List<List<Document>> choices) {
        query.forEach((key, value) -> {
            var parts = documents(value);
            if (key.equals("$and") && !parts.isEmpty()) {
                parts.forEach(part -> collect(part, conditions, choices));
            } else if (key.startsWith("$")) {
                choices.add(key.equals("$or") ? parts : List.of());
            } else {
                conditions.computeIfAbsent(key, _ -> new ArrayList<>()).add(Missing.ofNullable(value));
            }
        });
    }

    private static List<Document> documents(@Nullable Object value) {
        return value instanceof Collection<?> values && values.stream().allMatch(Document.class::isInstance)
                ? values.stream().map(Document.class::cast).toList()
                : List.of();
    }

    private Optional<List<Map<String, List<Object>>>> apart(
            List<Map<String, List<Object>>> conjunctions, List<Document> alternatives) {
        var longer = new ArrayList<Map<String, List<Object>>>();
        for (var conjunction : conjunctions) {
            for (var alternative : alternatives) {
                var own = new HashMap<String, List<Object>>();
                collect(alternative, own, new ArrayList<>());
                var all = new HashMap<>(conjunction);
                own.forEach((field, conditions) -> all.merge(field, conditions, IndexChoice::joined));
                var isServed = candidates(all).stream()
                        .anyMatch(candidate -> candidate.narrowedBy().stream().anyMatch(own::containsKey));
                if (!isServed || longer.size() == MOST_CONJUNCTIONS) {
                    return Optional.empty();
                }
                longer.add(all);
            }
        }
        return longer.isEmpty() ? Optional.empty() : Optional.of(longer);
    }

    private static List<Object> joined(List<Object> some, List<Object> more) {
        var joined = new ArrayList<>(some);
        joined.addAll(more);
        return joined;
    }

    // ---- what an index can do for it

    private List<Candidate> candidates(Map<String, List<Object>> conditions) {
        var demands = new HashMap<String, Demand>();
        conditions.forEach((field, values) -> demands.put(field, Demand.of(values)));
        var candidates = indexes.stream()
                .map(index -> candidate(index, demands))
                .filter(candidate -> !candidate.narrowedBy().isEmpty() || (candidate.inOrder() && !order.isEmpty()))
                .toList();
        return candidates.stream()
                .filter(candidate -> candidates.stream().noneMatch(other -> other.isBetterThan(candidate)))
                .toList();
    }

    /** Single values of the first fields, then a range of the next; from there on the stretches are in the order of the index. */
    private Candidate candidate(OrderedIndex index, Map<String, Demand> demands) {
        var fields = index.fields();
        var narrowedBy = new HashSet<String>();
        var fixed = new HashSet<String>();
        List<byte[]> beginnings = List.of(new byte[0]);
        var next = 0;
        for (; next < fields.size() && index.isOrderedBy(next); next++) {
            var field = fields.get(next);
            var points = demands.getOrDefault(field.name(), Demand.NONE).points();
            if (points == null || points.size() * beginnings.size() > MOST_SPANS) {
                break;
            }
            var longer = new ArrayList<byte[]>();
            for (var beginning : beginnings) {
                points.forEach(point -> longer.add(KeyBytes.joined(beginning, field.directed(point))));
            }
            beginnings = longer;
            narrowedBy.add(field.name());
            if (points.size() == 1 && !index.hasSeveral(next)) {
                fixed.add(field.name());
            }
        }
        var direction = direction(index, next, fixed);
        var spans = new ArrayList<Span>();
        var ranges = next < fields.size() && index.isOrderedBy(next)
                ? demands.getOrDefault(fields.get(next).name(), Demand.NONE).ranges(index.hasSeveral(next))
                : List.<Range>of();
        for (var beginning : beginnings) {
            if (ranges.isEmpty()) {
                spans.add(span(index, beginning, beginning, direction));
            }
            for (var range : ranges) {
                var field = fields.get(next);
                var first = field.directed(field.ascending() ? range.low() : range.high());
                var last = field.directed(field.ascending() ? range.high() : range.low());
                narrowedBy.add(field.name());
                spans.add(span(index, KeyBytes.joined(beginning, first), KeyBytes.joined(beginning, last), direction));
            }
        }
        return new Candidate(spans, direction != 0, narrowedBy);
    }

    private static Span span(OrderedIndex index, byte[] first, byte[] last, int direction) {
        var from = first.length == 0 ? new byte[] {KeyBytes.LOWEST} : first;
        return new Span(index, ByteBuffer.wrap(from), ByteBuffer.wrap(KeyBytes.behind(last)), direction < 0);
    }

    /**
     * Which way the index is read for the order that is asked for: 1, or -1 for backwards, or 0 if it has not got it.
     *
     * @param next number of the first field that has not one value
     * @param fixed fields that have the same value in all documents
     */
    private int direction(OrderedIndex index, int next, Set<String> fixed) {
        var direction = 0;
        var number = next;
        for (var key : order) {
            if (fixed.contains(key.field())) {
                continue;
            }
            if (number == index.fields().size() || index.hasSeveral(number) || !index.isOrderedBy(number)) {
                return 0;
            }
            var field = index.fields().get(number++);
            var way = field.ascending() == key.ascending() ? 1 : -1;
            if (!field.name().equals(key.field()) || way == -direction) {
                return 0;
            }
            direction = way;
            if (field.name().equals(StoredCollection.ID)) {
                break; // no two have the same
            }
        }
        return direction == 0 ? 1 : direction;
    }

    /** From what begins with the one to what begins with the other. */
    private record Range(byte[] low, byte[] high) {}

    /**
     * What all conditions on a field together demand of it, as far as an index can tell.
     *
     * @param points values one of which it must have; null if it may have others
     * @param isThere whether it must not be null or missing
     */
    private record Demand(
            @Nullable Collection<byte[]> points, byte @Nullable [] low, byte @Nullable [] high, boolean isThere) {

        static final Demand NONE = new Demand(null, null, null, false);

        static Demand of(List<Object> conditions) {
            var demand = NONE;
            for (var condition : conditions) {
                if (condition instanceof Document operators && !BsonRegularExpression.isRegularExpression(condition)) {
                    for (var operator : operators.entrySet()) {
                        demand = demand.and(operator.getKey(), operator.getValue());
                    }
                } else {
                    demand = demand.and("$eq", condition);
                }
            }
            return demand;
        }

        private Demand and(String operator, @Nullable Object value) {
            return switch (operator) {
                case "$eq" -> andOneOf(List.of(Missing.ofNullable(value)));
                case "$in" -> value instanceof Collection<?> values ? andOneOf(values) : this;
                case "$gt", "$gte" -> isBound(value) ? new Demand(points, bound(value), high, isThere) : this;
                case "$lt", "$lte" -> isBound(value) ? new Demand(points, low, bound(value), isThere) : this;
                case "$ne" -> Missing.isNullOrMissing(value) ? new Demand(points, low, high, true) : this;
                default -> this;
            };
        }

        private Demand andOneOf(Collection<?> values) {
            var bytes = new TreeSet<>(ByteArrayDataType.INSTANCE);
            for (var value : values) {
                var known = value instanceof Missing ? null : value;
                if (!KeyBytes.isOrdered(known) || known instanceof Collection<?>) {
                    return this;
                }
                bytes.add(KeyBytes.of(known));
            }
            return points == null || bytes.size() < points.size() ? new Demand(bytes, low, high, isThere) : this;
        }

        /** Nothing is greater or less than what is not there; and everything than the greatest and the least. */
        private static boolean isBound(@Nullable Object value) {
            return !Missing.isNullOrMissing(value)
                    && KeyBytes.isOrdered(value)
                    && !(value instanceof Collection<?>)
                    && KeyBytes.of(value)[0] != KeyBytes.LOWEST
                    && KeyBytes.of(value)[0] != KeyBytes.HIGHEST;
        }

        private static byte[] bound(@Nullable Object value) {
            return value instanceof Number number && !KeyBytes.isSmall(number.doubleValue())
                    ? new byte[] {KeyBytes.NUMBER}
                    : KeyBytes.of(value);
        }

        /**
         * Where the values are; empty if that may be anywhere. A comparison finds values of the same type only.
         *
         * @param several whether one element of an array may fulfil the one bound, and another the other
         */
        List<Range> ranges(boolean several) {
            if (low != null && high != null && !several && low[0] == high[0]) {
                return List.of(new Range(low, high));
            }
            if (low != null) {
                return List.of(new Range(low, new byte[] {low[0]}));
            }
            if (high != null) {
                return List.of(new Range(new byte[] {high[0]}, high));
            }
            return isThere
                    ? List.of(
                            new Range(new byte[] {KeyBytes.LOWEST}, new byte[] {KeyBytes.NULL - 1}),
                            new Range(new byte[] {KeyBytes.NULL + 1}, new byte[] {KeyBytes.HIGHEST}))
                    : List.of();
        }
    }
}
