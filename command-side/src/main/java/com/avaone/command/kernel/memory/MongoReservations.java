package com.avaone.command.kernel.memory;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.function.Predicate;
import org.bson.Document;

/** Reservations as documents whose id, kind and value, is unique. */
final class MongoReservations implements Reservations {

    private static final String OWNER = "ownerId";
    private static final String RESERVED_AT = "reservedAt";

    private final MongoCollection<Document> collection;
    private final Clock clock;

    MongoReservations(MongoCollection<Document> collection, Clock clock) {
        this.collection = collection;
        this.clock = clock;
    }

    @Override
    public boolean reserve(String kind, String value, String ownerId, Predicate<String> exists) {
        var id = MongoDocuments.id(kind, value);
        while (true) {
            var now = clock.millis();
            if (MongoDocuments.insert(
                    collection, new Document("_id", id).append(OWNER, ownerId).append(RESERVED_AT, now))) {
                return true;
            }
            var held = collection.find(Filters.eq(id)).first();
            if (held != null) {
                return ownerId.equals(held.getString(OWNER)) || takeOver(held, ownerId, now, exists);
            }
            // Released in between: try again.
        }
    }

    private boolean takeOver(Document held, String ownerId, long now, Predicate<String> exists) {
        var reservedAt = held.getLong(RESERVED_AT);
        if (now - reservedAt <= UNSETTLED_LIMIT.toMillis() || exists.test(held.getString(OWNER))) {
            return false;
        }
        // Only as it was seen: another node may take it over at the same time.
        var asSeen = Filters.and(
                Filters.eq(held.get("_id")),
                Filters.eq(OWNER, held.getString(OWNER)),
                Filters.eq(RESERVED_AT, reservedAt));
        var change = Updates.combine(Updates.set(OWNER, ownerId), Updates.set(RESERVED_AT, now));
        return collection.updateOne(asSeen, change).getMatchedCount() == 1;
    }

    @Override
    public void release(String kind, String value, String ownerId) {
        collection.deleteOne(Filters.and(Filters.eq(MongoDocuments.id(kind, value)), Filters.eq(OWNER, ownerId)));
    }
}
