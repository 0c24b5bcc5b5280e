package com.avaone.projection.kernel.embedded;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import java.util.List;
import java.util.Map.Entry;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A unique index, from the indexed values to the document's {@code _id}. */
final class StoredUniqueIndex extends AbstractUniqueIndex<Object> {

    private final Supplier<MVMap<KeyValue, Object>> positions;

    StoredUniqueIndex(Supplier<MVMap<KeyValue, Object>> positions, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.positions = positions;
    }

    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return positions.get().remove(key);
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, @Nullable Object position) {
        return positions.get().putIfAbsent(key, Missing.ofNullable(position)) == null;
    }

    @Override
    protected Iterable<Entry<KeyValue, Object>> getIterable() {
        return positions.get().entrySet();
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        return positions.get().get(key);
    }

    @Override
    public long getCount() {
        return positions.get().sizeAsLong();
    }

    @Override
    public boolean isEmpty() {
        return positions.get().isEmpty();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
