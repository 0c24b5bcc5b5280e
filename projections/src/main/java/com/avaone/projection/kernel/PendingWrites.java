package com.avaone.projection.kernel;

import com.avaone.api.kernel.OrganizationId;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * What the events of one batch make of the documents of one collection, until it is written. The documents are read in one request,
 * changed in memory event by event, and written in one more; a document that somebody else wrote in between is read again.
 */
final class PendingWrites {

    static final String ID = "_id";
    static final String ORGANIZATION = "organizationId";
    static final String SEQUENCES = "sequences";
    /** Marks a document of before a rebuild: readers still see it, the first event builds it from nothing. */
    static final String STALE = "stale";

    private static final int ATTEMPTS = 5;
    /** How many refusals a message names. */
    private static final int TOLD = 3;

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final RecentDocuments.Recent recent;
    private final Map<String, List<Write>> writes = new LinkedHashMap<>();
    /** What {@link #read} found since the last write. */
    private final Map<String, Optional<Document>> read = new HashMap<>();

    PendingWrites(MongoCollection<Document> collection, RecentDocuments.Recent recent) {
        this.collection = collection;
        this.recent = recent;
    }

    /** What one event makes of one document. */
    private sealed interface Write {
        String event();

        @Nullable
        OrganizationId tenant();
    }

    /** @param makes whether it makes the document where that is not there */
    private record Update(
            String event, @Nullable OrganizationId tenant, String source, long sequence, Change change, boolean makes)
            implements Write {}

    private record Delete(String event, @Nullable OrganizationId tenant) implements Write {}

    void update(
            String id,
            String event,
            @Nullable OrganizationId tenant,
            String source,
            long sequence,
            Change change,
            boolean makes) {
        add(id, new Update(event, tenant, source, sequence, change, makes));
    }

    void delete(String id, String event, @Nullable OrganizationId tenant) {
        add(id, new Delete(event, tenant));
    }

    private void add(String id, Write write) {
        writes.computeIfAbsent(id, _ -> new ArrayList<>(2)).add(write);
    }

    /**
     * What is to be written makes of the document; empty if it is gone then.
     *
     * @throws RefusedWrite if it belongs to another organization
     */
    Optional<Document> read(String id, OrganizationId tenant) {
        var ofDocument = writes.getOrDefault(id, List.of());
        // Never what was written last by this node: what another has written since would be missing in a copy for good.
        var before = read.computeIfAbsent(
                id,
                unknown -> Optional.ofNullable(
                        collection.find(Filters.eq(ID, unknown)).first()));
        try {
            if (before.isPresent() && !tenant.value().equals(before.get().getString(ORGANIZATION))) {
                throw new ForeignTenant();
            }
            return Optional.ofNullable(fold(id, before.orElse(null), ofDocument));
        } catch (ForeignTenant _) {
            throw new RefusedWrite(
                    foreign(id), ofDocument.stream().map(Write::event).toList());
        }
    }

    private String foreign(String id) {
        return "%s %s belongs to another organization".formatted(collection.getNamespace(), id);
    }

    /** Forgets what {@code event} would have written: its handler failed. */
    void forget(String event) {
        writes.values().removeIf(ofDocument -> {
            ofDocument.removeIf(write -> write.event().equals(event));
            return ofDocument.isEmpty();
        });
    }

    /**
     * Writes everything and forgets it.
     *
     * @throws RefusedWrite if a document must not or cannot be written; the others are
     * @throws OptimisticLockingFailureException if somebody else keeps writing the same documents
     */
    void flush() {
        read.clear();
        flush(new LinkedHashMap<>(writes));
        writes.clear();
    }

    /** As {@link #flush()}, but only the document {@code id}. */
    void flush(String id) {
        read.remove(id);
        var ofDocument = writes.remove(id);
        if (ofDocument != null) {
            flush(new LinkedHashMap<>(Map.of(id, ofDocument)));
        }
    }

    private void flush(Map<String, List<Write>> rest) {
        var refusals = new ArrayList<String>();
        var refused = new ArrayList<String>();
        for (int attempt = 0; !rest.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new OptimisticLockingFailureException(
                        "Documents of %s are written by somebody else at the same time: %s"
                                .formatted(collection.getNamespace(), rest.keySet()));
            }
            attempt(rest, attempt == 0, (id, why) -> {
                recent.remove(id);
                refusals.add(why);
                var ofDocument = Objects.requireNonNull(rest.remove(id));
                ofDocument.forEach(write -> refused.add(write.event()));
            });
        }
        if (!refusals.isEmpty()) {
            throw new RefusedWrite(
                    "%d refused, of them: %s"
                            .formatted(
                                    refusals.size(),
                                    String.join("; ", refusals.subList(0, Math.min(TOLD, refusals.size())))),
                    refused);
        }
    }

    private interface Refusals {
        void add(String id, String why);
    }

    /** Leaves in {@code rest} what somebody else got ahead of. */
    private void attempt(Map<String, List<Write>> rest, boolean first, Refusals refusals) {
        var present = present(rest, first);
        var ids = new ArrayList<String>();
        var results = new ArrayList<@Nullable Document>();
        var models = new ArrayList<WriteModel<Document>>();
        for (var id : List.copyOf(rest.keySet())) {
            var before = present.get(id);
            try {
                var after = fold(id, before, Objects.requireNonNull(rest.get(id)));
                var model = model(id, before, after);
                if (model == null) {
                    if (believes(id, before)) {
                        rest.remove(id);
                    }
                } else {
                    ids.add(id);
                    models.add(model);
                    results.add(after);
                }
            } catch (ForeignTenant _) {
                if (believes(id, before)) {
                    refusals.add(id, foreign(id));
                }
            }
        }
        if (models.isEmpty()) {
            return;
        }
        List<BulkWriteError> errors = List.of();
        int done;
        try {
            var result = collection.bulkWrite(models, UNORDERED);
            done = result.getInsertedCount() + result.getMatchedCount() + result.getDeletedCount();
        } catch (MongoBulkWriteException e) {
            if (e.getWriteConcernError() != null || e.getWriteErrors().isEmpty()) {
                throw e;
            }
            errors = e.getWriteErrors();
            var result = e.getWriteResult();
            done = result.getInsertedCount() + result.getMatchedCount() + result.getDeletedCount();
        }
        for (var error : errors) {
            var id = ids.get(error.getIndex());
            if (!isTakenId(error)) {
                refusals.add(
                        id,
                        "%s %s: %s"
                                .formatted(
                                        collection.getNamespace(), id, RefusedWrite.withoutValues(error.getMessage())));
            }
        }
        if (errors.isEmpty() && done == models.size()) {
            for (int i = 0; i < ids.size(); i++) {
                rest.remove(ids.get(i));
                var result = results.get(i);
                if (result == null) {
                    recent.remove(ids.get(i));
                } else {
                    recent.put(ids.get(i), result);
                }
            }
        } else {
            ids.forEach(recent::remove);
        }
        // Else somebody got ahead of at least one: all are read again; those that were written fold to themselves and
        // drop out.
    }

    /** That nothing is to be written is concluded only from what was read, not from what was written last; else the next attempt reads. */
    private boolean believes(String id, @Nullable Document before) {
        if (before == null || before != recent.get(id)) {
            return true;
        }
        recent.remove(id);
        return false;
    }

    private static boolean isTakenId(BulkWriteError error) {
        return ErrorCategory.fromErrorCode(error.getCode()) == ErrorCategory.DUPLICATE_KEY
                && error.getMessage().contains("_id_");
    }

    /** @param recently whether what was written last may be taken for present; the second time it turned out not to be */
    private Map<String, Document> present(Map<String, List<Write>> rest, boolean recently) {
        var found = new HashMap<String, Document>();
        var unknown = new ArrayList<String>();
        for (var id : rest.keySet()) {
            var written = recently ? recent.get(id) : null;
            if (written == null) {
                unknown.add(id);
            } else {
                found.put(id, written);
            }
        }
        if (!unknown.isEmpty()) {
            collection.find(Filters.in(ID, unknown)).forEach(document -> found.put(document.getString(ID), document));
        }
        return found;
    }

    /** @return what the writes make of the document; null if it is gone afterwards */
    private static @Nullable Document fold(String id, @Nullable Document before, List<Write> ofDocument) {
        var stale = before != null && before.containsKey(STALE);
        var document = before == null || stale ? null : mutable(before);
        for (var write : ofDocument) {
            var owner = write.tenant() == null ? null : write.tenant().value();
            if (before != null && !Objects.equals(owner, before.getString(ORGANIZATION))
                    || document != null && !Objects.equals(owner, document.getString(ORGANIZATION))) {
                throw new ForeignTenant();
            }
            switch (write) {
                case Delete _ -> document = null;
                case Update update -> {
                    if (document == null && !update.makes()) {
                        continue;
                    }
                    if (document == null) {
                        document = new Document(ID, id).append(SEQUENCES, new Document());
                        if (owner != null) {
                            document.append(ORGANIZATION, owner);
                        }
                    }
                    var sequences = Objects.requireNonNull(document.get(SEQUENCES, Document.class));
                    var last = sequences.get(update.source());
                    if (last == null || ((Number) last).longValue() < update.sequence()) {
                        update.change().applyTo(document);
                        sequences.put(update.source(), update.sequence());
                    }
                }
            }
        }
        return document == null ? null : StoredValue.canonical(document);
    }

    /** A copy whose embedded documents can be changed without touching {@code before}. */
    private static Document mutable(Document before) {
        return StoredValue.canonical(before);
    }

    private static @Nullable WriteModel<Document> model(
            String id, @Nullable Document before, @Nullable Document after) {
        if (before == null) {
            return after == null ? null : new InsertOneModel<>(after);
        }
        if (after == null) {
            return new DeleteOneModel<>(Filters.eq(ID, id));
        }
        return after.equals(before) ? null : new ReplaceOneModel<>(asRead(id, before), after);
    }

    /** Finds the document only as it was read: its sequences change with every write. */
    private static Bson asRead(String id, Document before) {
        return new Document(ID, id).append(SEQUENCES, before.get(SEQUENCES));
    }

    private static final class ForeignTenant extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ForeignTenant() {
            super(null, null, false, false);
        }
    }
}
