package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;

/**
 * An index that is not unique: from the bytes of the indexed values, one after the other and the document's {@code _id} behind them, to the
 * document's position. Every document is in it, also where the declaration would leave some out; a document with an array once for each element. It
 * is written under the collection's monitor.
 */
final class OrderedIndex extends Index<Object> {

    static final MVMap.Builder<byte[], Object> LAYOUT = new MVMap.Builder<byte[], Object>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(StoredTypes.KEY);

    /** How keys are laid down; to be counted up where that changes, so that the indexes of earlier files are built anew. */
    private static final int FORMAT = 1;

    /** Notes stand before all entries, because no value begins with a zero. The first says of what the index is, once it is whole. */
    private static final byte[] DEFINITION = {0};

    private static final byte SEVERAL = 1;
    private static final byte UNORDERED = 2;

    /** @param path the field's names, from the outermost */
    record Field(String name, List<String> path, boolean ascending) {

        Field(IndexKey key) {
            this(key.getKey(), List.of(key.getKey().split("\\.")), key.isAscending());
        }

        /** What stands for a value in a key. */
        byte[] directed(byte[] value) {
            return ascending ? value : KeyBytes.inverted(value);
        }
    }

    /** A stretch of the index, both ends included, and which way it is read. */
    record Span(OrderedIndex index, ByteBuffer from, ByteBuffer to, boolean backwards) {}

    private final Supplier<MVMap<byte[], Object>> positions;
    private final List<Field> fields;
    /** Numbers of fields that have been an array in a document. */
    private final BitSet several = new BitSet();
    /** Numbers of fields that have had a value of which {@link KeyBytes} has no order. */
    private final BitSet unordered = new BitSet();

    OrderedIndex(Supplier<MVMap<byte[], Object>> positions, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.positions = positions;
        this.fields = withId(keys);
        for (int field = 0; field < fields.size(); field++) {
            several.set(field, positions.get().containsKey(note(SEVERAL, field)));
            unordered.set(field, positions.get().containsKey(note(UNORDERED, field)));
        }
    }

    private static List<Field> withId(List<IndexKey> keys) {
        var fields = keys.stream().map(Field::new).collect(Collectors.toCollection(ArrayList::new));
        if (fields.stream().noneMatch(field -> field.name().equals(StoredCollection.ID))) {
            fields.add(new Field(new IndexKey(StoredCollection.ID, true)));
        }
        return List.copyOf(fields);
    }

    /** The indexed fields; the {@code _id} is always among them. */
    List<Field> fields() {
        return fields;
    }

    /** Whether a document may be found by several values of the field. */
    boolean hasSeveral(int field) {
        return several.get(field);
    }

    /** Whether the field's bytes tell equality and order in all documents. */
    boolean isOrderedBy(int field) {
        return !unordered.get(field);
    }

    // ---- reading

    /** How many entries there are in the stretch, without reading them. */
    long size(Span span) {
        return Math.max(
                0, entriesBefore(span.to().array()) - entriesBefore(span.from().array()));
    }

    private long entriesBefore(byte[] key) {
        var number = positions.get().getKeyIndex(key);
        return number < 0 ? -number - 1 : number;
    }

    /** Positions of the documents in the stretch; of one with an array maybe more than once. */
    Iterator<Object> positions(Span span) {
        var from = span.from().array();
        var to = span.to().array();
        var cursor = span.backwards()
                ? positions.get().cursor(to, from, true)
                : positions.get().cursor(from, to, false);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public Object next() {
                cursor.next();
                return cursor.getValue();
            }
        };
    }

    // ---- writing

    /** Makes an index that is new, or is not of this definition, of all documents. */
    void build(Stream<DocumentWithPosition<Object>> documents) {
        var definition = FORMAT + " "
                + fields.stream()
                        .map(field -> (field.ascending() ? "+" : "-") + field.name())
                        .collect(Collectors.joining(" "));
        if (definition.equals(positions.get().get(DEFINITION))) {
            return;
        }
        positions.get().clear();
        several.clear();
        unordered.clear();
        documents.forEach(each -> keys(each.getDocument())
                .forEach(key -> positions.get().put(key, Missing.ofNullable(each.getPosition()))));
        positions.get().put(DEFINITION, definition);
    }

    @Override
    public void add(Document document, @Nullable Object position, MongoCollection<Object> collection) {
        keys(document).forEach(key -> positions.get().put(key, Missing.ofNullable(position)));
    }

    @Override
    public @Nullable Object remove(Document document) {
        Object position = null;
        for (var key : keys(document)) {
            position = positions.get().remove(key);
        }
        return position;
    }

    @Override
    public void updateInPlace(
            Document before, Document after, @Nullable Object position, MongoCollection<Object> collection) {
        if (!isOfAny(changed(before, after))) {
            return;
        }
        var old = new TreeSet<>(ByteArrayDataType.INSTANCE);
        old.addAll(keys(before));
        for (var key : keys(after)) {
            if (!old.remove(key)) {
                positions.get().put(key, Missing.ofNullable(position));
            }
        }
        old.forEach(key -> positions.get().remove(key));
    }

    /** Names of the fields, outermost, whose values are not the same in both. */
    static Set<String> changed(Document before, Document after) {
        var changed = new HashSet<String>();
        after.forEach((name, value) -> {
            if (!Objects.equals(value, before.get(name))) {
                changed.add(name);
            }
        });
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(changed::add);
        return changed;
    }

    /** Whether any of these fields, outermost, is in it. */
    boolean isOfAny(Set<String> names) {
        for (var field : fields) {
            if (names.contains(field.path().getFirst())) {
                return true;
            }
        }
        return false;
    }

    /** The document's keys: one, or as many as its arrays have elements. */
    private Collection<byte[]> keys(Document document) {
        var keys = List.of(new byte[0]);
        for (int number = 0; number < fields.size(); number++) {
            var field = fields.get(number);
            var value = field.path().size() == 1 ? document.get(field.name()) : document;
            if (value == document || value instanceof Collection<?>) {
                keys = longer(keys, document, number);
            } else {
                keys = longer(keys, bytes(value, number));
            }
        }
        if (keys.size() == 1) {
            return keys;
        }
        var distinct = new TreeSet<>(ByteArrayDataType.INSTANCE);
        distinct.addAll(keys);
        return distinct;
    }

    private List<byte[]> longer(List<byte[]> keys, Document document, int number) {
        var values = new ArrayList<@Nullable Object>();
        collect(document, fields.get(number).path(), values, number);
        return values.stream()
                .map(value -> bytes(value, number))
                .flatMap(bytes -> longer(keys, bytes).stream())
                .toList();
    }

    private static List<byte[]> longer(List<byte[]> keys, byte[] bytes) {
        return keys.size() == 1
                ? List.of(KeyBytes.joined(keys.getFirst(), bytes))
                : keys.stream().map(key -> KeyBytes.joined(key, bytes)).toList();
    }

    private byte[] bytes(@Nullable Object value, int number) {
        if (!KeyBytes.isOrdered(value)) {
            note(UNORDERED, number, unordered);
        }
        return fields.get(number).directed(KeyBytes.of(value));
    }

    private void collect(@Nullable Object value, List<String> path, Collection<@Nullable Object> values, int field) {
        if (value instanceof Collection<?> elements) {
            note(SEVERAL, field, several);
            if (elements.isEmpty()) {
                values.add(elements);
            }
            for (var element : elements) {
                if (element instanceof Collection<?> inner) {
                    note(UNORDERED, field, unordered); // the library finds some of what is in there, and some not
                    values.add(inner);
                } else {
                    collect(element, path, values, field);
                }
            }
        } else if (path.isEmpty()) {
            values.add(value instanceof Missing ? null : value);
        } else {
            var inner = value instanceof Document document ? document.get(path.getFirst()) : null;
            collect(inner, path.subList(1, path.size()), values, field);
        }
    }

    private void note(byte kind, int field, BitSet noted) {
        if (!noted.get(field)) {
            positions.get().put(note(kind, field), "");
            noted.set(field);
        }
    }

    private static byte[] note(byte kind, int field) {
        return new byte[] {0, kind, (byte) field};
    }

    // ---- what the library asks

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof OrderedIndex ordered && super.hasSameOptions(other) && fields.equals(ordered.fields);
    }

    /** Not for the library, which would fill it another time. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    /** Left to the index of {@code _id}. */
    @Override
    public @Nullable Object getPosition(Document document) {
        return null;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        // Everything can be added.
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
        // Everything can be updated.
    }

    /** Never by itself: {@link IndexChoice} chooses. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException("read by way of its stretches");
    }

    @Override
    public long getCount() {
        return positions.get().sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        // Its map is removed by the database.
    }
}
