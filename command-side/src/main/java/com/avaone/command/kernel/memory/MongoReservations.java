package com.avaone.command.kernel.memory;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Reservations as documents whose id, kind and value, is unique. */
final class MongoReservations implements Reservations {

    private static final String OWNER = "ownerId";
    private static final String RESERVED_AT = "reservedAt";
    private static final String RESERVED_UNTIL = "reservedUntil";

    private final MongoCollection<Document> collection;
    private final Clock clock;

    MongoReservations(MongoCollection<Document> collection, Clock clock) {
        this.collection = collection;
        this.clock = clock;
        collection.createIndex(Indexes.ascending(OWNER));
    }

    @Override
    public boolean reserve(
            String kind, String value, String ownerId, @Nullable Instant until, Predicate<String> exists) {
        var id = MongoDocuments.id(kind, value);
        var untilMillis = until == null ? null : until.toEpochMilli();
        while (true) {
            var now = clock.millis();
            var wanted = new Document("_id", id)
                    .append(OWNER, ownerId)
                    .append(RESERVED_AT, now)
                    .append(RESERVED_UNTIL, untilMillis);
            if (MongoDocuments.insert(collection, wanted) || isProlonged(id, ownerId, untilMillis)) {
                return true;
            }
            var held = collection.find(Filters.eq(id)).first();
            if (held != null && !ownerId.equals(held.getString(OWNER))) {
                return takeOver(held, wanted, exists);
            }
            // Released or taken over in between: try again.
        }
    }

    private boolean isProlonged(String id, String ownerId, @Nullable Long until) {
        var own = Filters.and(Filters.eq(id), Filters.eq(OWNER, ownerId));
        return collection.updateOne(own, Updates.set(RESERVED_UNTIL, until)).getMatchedCount() == 1;
    }

    private boolean takeOver(Document held, Document wanted, Predicate<String> exists) {
        var now = wanted.getLong(RESERVED_AT);
        var reservedAt = held.getLong(RESERVED_AT);
        var until = held.getLong(RESERVED_UNTIL);
        var hasRunOut = until != null && until <= now;
        if (!hasRunOut && (now - reservedAt <= UNSETTLED_LIMIT.toMillis() || exists.test(held.getString(OWNER)))) {
            return false;
        }
        // Only as it was seen: another node may take it over at the same time.
        var asSeen = Filters.and(
                Filters.eq(held.get("_id")),
                Filters.eq(OWNER, held.getString(OWNER)),
                Filters.eq(RESERVED_AT, reservedAt),
                Filters.eq(RESERVED_UNTIL, until));
        return collection.replaceOne(asSeen, wanted).getMatchedCount() == 1;
    }

    @Override
    public void release(String kind, String value, String ownerId) {
        collection.deleteOne(Filters.and(Filters.eq(MongoDocuments.id(kind, value)), Filters.eq(OWNER, ownerId)));
    }

    @Override
    public void releaseAllBut(Set<String> kept, String kind, String ownerId) {
        var ofKind = MongoDocuments.id(kind, "");
        for (var owned : collection.find(Filters.eq(OWNER, ownerId))) {
            var id = owned.getString("_id");
            if (id.startsWith(ofKind) && !kept.contains(id.substring(ofKind.length()))) {
                collection.deleteOne(Filters.and(Filters.eq(id), Filters.eq(OWNER, ownerId)));
            }
        }
    }
}
