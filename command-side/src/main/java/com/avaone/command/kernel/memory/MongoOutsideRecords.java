package com.avaone.command.kernel.memory;

import com.avaone.api.crm.CrmSyncView.Counts;
import com.avaone.api.crm.SyncedKind;
import com.avaone.api.crm.SyncedRecord;
import com.avaone.api.crm.SyncedRecordState;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Records as documents whose id is the record's. */
final class MongoOutsideRecords implements OutsideRecords {

    private static final String ID = "_id";
    private static final String KIND = "kind";
    private static final String PERSON_ID = "personId";
    private static final String POSITION = "position";
    private static final String STATE = "state";
    private static final String ATTEMPTS = "attempts";
    private static final String DUE = "due";
    private static final String SENT_AT = "sentAt";
    private static final String PROBLEM = "problem";

    private static final Date AT_ONCE = new Date(0);

    private static final Bson TO_SEND =
            Filters.in(STATE, SyncedRecordState.WAITING.name(), SyncedRecordState.RETRYING.name());

    private final MongoCollection<Document> collection;

    MongoOutsideRecords(MongoCollection<Document> collection) {
        this.collection = collection;
        collection.createIndex(Indexes.ascending(STATE, POSITION));
        collection.createIndex(Indexes.ascending(STATE, ID));
        collection.createIndex(Indexes.ascending(PERSON_ID));
        collection.createIndex(Indexes.ascending(POSITION));
    }

    @Override
    public void changed(String recordId, SyncedKind kind, String personId, long position) {
        MongoDocuments.insert(
                collection,
                new Document(ID, recordId)
                        .append(KIND, kind.name())
                        .append(PERSON_ID, personId)
                        .append(POSITION, -1L)
                        .append(STATE, SyncedRecordState.SENT.name())
                        .append(ATTEMPTS, 0)
                        .append(DUE, AT_ONCE));
        change(Filters.eq(recordId), position);
    }

    @Override
    public void personErased(String personId, long position) {
        change(Filters.eq(PERSON_ID, personId), position);
    }

    /** What is on its way keeps its turn, so that nobody else takes it before its sender is done. */
    private void change(Bson which, long position) {
        var older = Filters.and(which, Filters.lt(POSITION, position));
        var changed = Updates.combine(
                Updates.set(STATE, SyncedRecordState.WAITING.name()),
                Updates.set(POSITION, position),
                Updates.set(ATTEMPTS, 0),
                Updates.unset(PROBLEM));
        collection.updateMany(
                Filters.and(older, Filters.not(TO_SEND)), Updates.combine(changed, Updates.set(DUE, AT_ONCE)));
        collection.updateMany(Filters.and(older, TO_SEND), changed);
    }

    @Override
    public void retryRefused() {
        collection.updateMany(
                Filters.eq(STATE, SyncedRecordState.REFUSED.name()),
                Updates.combine(
                        Updates.set(STATE, SyncedRecordState.WAITING.name()),
                        Updates.set(DUE, AT_ONCE),
                        Updates.set(ATTEMPTS, 0),
                        Updates.unset(PROBLEM)));
    }

    @Override
    public Optional<Taken> take(Instant now, Instant until) {
        var taken = collection.findOneAndUpdate(
                Filters.and(TO_SEND, Filters.lte(DUE, Date.from(now))),
                Updates.combine(Updates.set(DUE, Date.from(until)), Updates.inc(ATTEMPTS, 1)),
                new FindOneAndUpdateOptions().sort(Sorts.ascending(POSITION)).returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(taken)
                .map(found -> new Taken(
                        found.getString(ID),
                        SyncedKind.valueOf(found.getString(KIND)),
                        found.getLong(POSITION),
                        found.getInteger(ATTEMPTS)));
    }

    @Override
    public void became(Taken taken, SyncedRecordState state, Instant at, @Nullable String problem) {
        var update = new ArrayList<Bson>();
        update.add(Updates.set(STATE, state.name()));
        update.add(problem == null ? Updates.unset(PROBLEM) : Updates.set(PROBLEM, problem));
        if (state != SyncedRecordState.REFUSED) {
            update.add(Updates.set(SENT_AT, Date.from(at)));
        }
        var asItWas = collection.updateOne(
                Filters.and(Filters.eq(taken.recordId()), Filters.eq(POSITION, taken.position())),
                Updates.combine(update));
        if (asItWas.getMatchedCount() == 0) {
            collection.updateOne(Filters.eq(taken.recordId()), Updates.set(DUE, AT_ONCE));
        }
    }

    @Override
    public void notSent(Taken taken, String problem, Instant next) {
        collection.updateOne(
                Filters.eq(taken.recordId()),
                Updates.combine(
                        Updates.set(STATE, SyncedRecordState.RETRYING.name()),
                        Updates.set(PROBLEM, problem),
                        Updates.set(DUE, Date.from(next))));
    }

    @Override
    public Counts counts() {
        Map<SyncedRecordState, Long> counts = new EnumMap<>(SyncedRecordState.class);
        collection
                .aggregate(List.of(new Document(
                        "$group", new Document(ID, "$" + STATE).append("count", new Document("$sum", 1L)))))
                .forEach(group -> counts.put(
                        SyncedRecordState.valueOf(group.getString(ID)),
                        group.get("count", Number.class).longValue()));
        return Counts.of(counts);
    }

    @Override
    public long cursor() {
        var toSend = collection.find(TO_SEND).sort(Sorts.ascending(POSITION)).first();
        if (toSend != null) {
            return toSend.getLong(POSITION) - 1;
        }
        var last = collection.find().sort(Sorts.descending(POSITION)).first();
        return last == null ? -1 : last.getLong(POSITION);
    }

    @Override
    public List<SyncedRecord> records(@Nullable SyncedRecordState state, @Nullable String after, int limit) {
        var filters = new ArrayList<Bson>();
        filters.add(Filters.gt(ID, after == null ? "" : after));
        if (state != null) {
            filters.add(Filters.eq(STATE, state.name()));
        }
        return collection
                .find(Filters.and(filters))
                .sort(Sorts.ascending(ID))
                .limit(limit)
                .map(MongoOutsideRecords::record)
                .into(new ArrayList<>());
    }

    private static SyncedRecord record(Document found) {
        var sentAt = found.getDate(SENT_AT);
        return new SyncedRecord(
                found.getString(ID),
                SyncedKind.valueOf(found.getString(KIND)),
                SyncedRecordState.valueOf(found.getString(STATE)),
                found.getLong(POSITION),
                found.getInteger(ATTEMPTS),
                sentAt == null ? null : sentAt.toInstant(),
                found.getString(PROBLEM));
    }
}
