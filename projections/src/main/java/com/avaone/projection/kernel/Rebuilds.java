package com.avaone.projection.kernel;

import static com.avaone.projection.kernel.PendingWrites.ID;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Which processors are being rebuilt, until which position, and which documents are left over from before. Survives a restart. */
final class Rebuilds {

    private static final ScopedValue<String> BEGINNING = ScopedValue.newInstance();

    private final MongoCollection<Document> rebuilds;
    private final Clock clock;

    Rebuilds(Databases databases, Clock clock) {
        this.rebuilds = databases.main().getCollection("rebuilds");
        this.clock = clock;
    }

    /**
     * A rebuild that is not done.
     *
     * @param until position at which it is
     * @param documents class names of what it builds
     */
    record Rebuild(String processor, long until, List<String> documents) {}

    /** Runs {@code resetHandlers} so that what they clear is noted for the processor. */
    void begin(String processor, long until, Runnable resetHandlers) {
        rebuilds.replaceOne(
                Filters.eq(ID, processor),
                new Document(ID, processor)
                        .append("until", until)
                        .append("documents", List.of())
                        .append("begunAt", Date.from(clock.instant())),
                new ReplaceOptions().upsert(true));
        ScopedValue.where(BEGINNING, processor).run(resetHandlers);
    }

    boolean isBeginning() {
        return BEGINNING.isBound();
    }

    void begun(Class<?> document) {
        rebuilds.updateOne(Filters.eq(ID, BEGINNING.get()), Updates.addToSet("documents", document.getName()));
    }

    Optional<Rebuild> of(String processor) {
        return Optional.ofNullable(read(rebuilds.find(Filters.eq(ID, processor)).first()));
    }

    /** Every rebuild that is not done, by processor. */
    Map<String, Rebuild> all() {
        var all = new HashMap<String, Rebuild>();
        rebuilds.find().forEach(stored -> {
            var rebuild = Objects.requireNonNull(read(stored));
            all.put(rebuild.processor(), rebuild);
        });
        return all;
    }

    private static @Nullable Rebuild read(@Nullable Document stored) {
        return stored == null
                ? null
                : new Rebuild(
                        Objects.requireNonNull(stored.getString(ID)),
                        Objects.requireNonNull(stored.getLong("until")),
                        Objects.requireNonNull(stored.getList("documents", String.class)));
    }

    /** Only if it is still the same rebuild, and not one begun since. */
    void done(Rebuild rebuild) {
        rebuilds.deleteOne(Filters.and(Filters.eq(ID, rebuild.processor()), Filters.eq("until", rebuild.until())));
    }
}
