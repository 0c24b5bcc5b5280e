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
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Which processors are being rebuilt, until which position, and which documents are left over from before. Survives a restart. */
final class Rebuilds {

    private static final ScopedValue<Beginning> BEGINNING = ScopedValue.newInstance();

    private record Beginning(String processor, String mark) {}

    private static final Bson BEGUN = Filters.eq("begun", true);

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
     * @param mark what the documents bear that were there before it
     */
    record Rebuild(String processor, long until, List<String> documents, String mark) {}

    /**
     * Runs {@code reset}, which sets the processor back and has its handlers clear what they built, so that what they clear is noted. Only
     * when that is done has the rebuild begun and can come to an end.
     */
    void begin(String processor, long until, Runnable reset) {
        var beginning = new Beginning(processor, UUID.randomUUID().toString());
        rebuilds.replaceOne(
                Filters.eq(ID, processor),
                new Document(ID, processor)
                        .append("until", until)
                        .append("documents", List.of())
                        .append("mark", beginning.mark())
                        .append("begun", false)
                        .append("begunAt", Date.from(clock.instant())),
                new ReplaceOptions().upsert(true));
        ScopedValue.where(BEGINNING, beginning).run(reset);
        rebuilds.updateOne(same(processor, beginning.mark()), Updates.set("begun", true));
    }

    private static Bson same(String processor, String mark) {
        return Filters.and(Filters.eq(ID, processor), Filters.eq("mark", mark));
    }

    boolean isBeginning() {
        return BEGINNING.isBound();
    }

    /** What the documents bear that are there before the rebuild that begins. */
    String mark() {
        return BEGINNING.get().mark();
    }

    void begun(Class<?> document) {
        var beginning = BEGINNING.get();
        rebuilds.updateOne(
                same(beginning.processor(), beginning.mark()), Updates.addToSet("documents", document.getName()));
    }

    /** Whether a rebuild of the processor was cut off before it had begun, or begins now. */
    boolean isCutOff(String processor) {
        return rebuilds.find(Filters.and(Filters.eq(ID, processor), Filters.eq("begun", false)))
                        .first()
                != null;
    }

    Optional<Rebuild> of(String processor) {
        return Optional.ofNullable(read(
                rebuilds.find(Filters.and(Filters.eq(ID, processor), BEGUN)).first()));
    }

    /** Every rebuild that has begun and is not done, by processor. */
    Map<String, Rebuild> all() {
        var all = new HashMap<String, Rebuild>();
        rebuilds.find(BEGUN).forEach(stored -> {
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
                        Objects.requireNonNull(stored.getList("documents", String.class)),
                        Objects.requireNonNull(stored.getString("mark")));
    }

    /** Only if it is still the same rebuild, and not one begun since. */
    void done(Rebuild rebuild) {
        rebuilds.deleteOne(same(rebuild.processor(), rebuild.mark()));
    }
}
