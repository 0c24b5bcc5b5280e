package com.avaone.projection.kernel.embedded;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;
import org.jspecify.annotations.Nullable;

/**
 * The store in its file, which can be written anew while the databases over it stay in use: a store never writes over what was deleted,
 * and keeps earlier states of pages for as long as something else beside them is in use.
 */
final class StoreFile {

    private static final int CACHE_MEGABYTES = 32;

    private final @Nullable Path file;
    private volatile MVStore store;

    /** @param file absent for a store in memory */
    StoreFile(@Nullable Path file) {
        this.file = file;
        if (file != null) {
            MVStoreTool.compactCleanUp(file.toString()); // what a kill amid rewriting left
        }
        this.store = open();
    }

    private MVStore open() {
        return file == null
                ? MVStore.open(null)
                : new MVStore.Builder()
                        .fileName(file.toString())
                        .cacheSize(CACHE_MEGABYTES)
                        // Only the backend's commit may write; the second line is needed too, or a full buffer commits
                        // amid a command.
                        .autoCommitDisabled()
                        .autoCommitBufferSize(0)
                        .open();
    }

    MVStore store() {
        return store;
    }

    /** A map of whichever store is open at the moment; to be asked for anew in every command. */
    <K, V> Supplier<MVMap<K, V>> map(String name, MVMap.Builder<K, V> layout) {
        return new Supplier<>() {
            private volatile MVMap<K, V> map = store.openMap(name, layout);

            @Override
            public MVMap<K, V> get() {
                if (map.getStore() != store) {
                    map = store.openMap(name, layout);
                }
                return map;
            }
        };
    }

    /**
     * Puts a file in the place of this one that holds what is committed and nothing else. Nobody may use the store meanwhile. What goes wrong
     * leaves the file as it is.
     */
    void rewrite() {
        if (file != null) {
            store.close();
            try {
                MVStore.compact(file.toString(), false, null);
            } finally {
                store = open();
            }
        }
    }
}
