package com.avaone.command.kernel.memory;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Deadlines as documents whose id is the key. */
final class MongoDeadlines implements Deadlines {

    private static final String DUE = "due";
    private static final String NAME = "name";
    private static final String ORGANIZATION_ID = "organizationId";
    private static final String SUBJECT_ID = "subjectId";
    private static final String DATA = "data";

    private final MongoCollection<Document> collection;

    MongoDeadlines(MongoCollection<Document> collection) {
        this.collection = collection;
        collection.createIndex(Indexes.ascending(DUE));
    }

    @Override
    public void schedule(Deadline deadline) {
        MongoDocuments.put(
                collection,
                new Document("_id", deadline.key())
                        .append(DUE, Date.from(deadline.due()))
                        .append(NAME, deadline.name())
                        .append(ORGANIZATION_ID, deadline.organizationId())
                        .append(SUBJECT_ID, deadline.subjectId())
                        .append(DATA, deadline.data()));
    }

    @Override
    public void cancel(String key) {
        collection.deleteOne(Filters.eq(key));
    }

    @Override
    public List<Deadline> due(Instant now, int limit) {
        return collection
                .find(Filters.lte(DUE, Date.from(now)))
                .sort(Sorts.ascending(DUE))
                .limit(limit)
                .map(found -> new Deadline(
                        found.getString("_id"),
                        found.getDate(DUE).toInstant(),
                        found.getString(NAME),
                        found.getString(ORGANIZATION_ID),
                        found.getString(SUBJECT_ID),
                        found.getString(DATA)))
                .into(new ArrayList<>());
    }

    @Override
    public Optional<Instant> nextDue() {
        var next = collection.find().sort(Sorts.ascending(DUE)).limit(1).first();
        return Optional.ofNullable(next).map(found -> found.getDate(DUE).toInstant());
    }

    @Override
    public void done(Deadline deadline) {
        collection.deleteOne(Filters.and(Filters.eq(deadline.key()), Filters.eq(DUE, Date.from(deadline.due()))));
    }
}
