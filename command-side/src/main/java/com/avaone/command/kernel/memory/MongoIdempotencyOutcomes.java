package com.avaone.command.kernel.memory;

import com.avaone.api.kernel.Receipt;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Outcomes as documents whose id is the key; MongoDB forgets them by itself. Whether a claim's process still lives cannot be told here, so
 * that a claim counts as left behind only after {@link #CLAIM_LIMIT}.
 */
final class MongoIdempotencyOutcomes implements IdempotencyOutcomes {

    private static final Logger LOG = LoggerFactory.getLogger(MongoIdempotencyOutcomes.class);

    private static final String DIGEST = "digest";
    private static final String AGGREGATE_ID = "aggregateId";
    private static final String CLAIM_ID = "claimId";
    private static final String CLAIMED_AT = "claimedAt";
    private static final String RECEIPT = "receipt";
    private static final String RECEIPT_ID = "id";
    private static final String VERSION = "version";
    private static final String POSITION = "position";

    private final MongoCollection<Document> collection;
    private final Clock clock;

    MongoIdempotencyOutcomes(MongoCollection<Document> collection, Clock clock) {
        this.collection = collection;
        this.clock = clock;
        collection.createIndex(
                Indexes.ascending(CLAIMED_AT), new IndexOptions().expireAfter(KEPT_FOR.toSeconds(), TimeUnit.SECONDS));
    }

    @Override
    public Claim claim(String scopeKey, String digest, String aggregateId) {
        while (true) {
            var now = Date.from(clock.instant());
            var claim = new Document("_id", scopeKey)
                    .append(DIGEST, digest)
                    .append(AGGREGATE_ID, aggregateId)
                    .append(CLAIM_ID, UUID.randomUUID().toString())
                    .append(CLAIMED_AT, now);
            if (MongoDocuments.insert(collection, claim)) {
                return new Claim.Claimed();
            }
            var known = collection.find(Filters.eq(scopeKey)).first();
            if (known != null) {
                return judge(known, digest, now);
            }
            // Abandoned in between: try again.
        }
    }

    private Claim judge(Document known, String digest, Date now) {
        if (!digest.equals(known.getString(DIGEST))) {
            return new Claim.OtherRequest();
        }
        var receipt = known.get(RECEIPT, Document.class);
        if (receipt != null) {
            return new Claim.Done(
                    new Receipt(receipt.getString(RECEIPT_ID), receipt.getLong(VERSION), receipt.getLong(POSITION)));
        }
        if (now.getTime() - known.getDate(CLAIMED_AT).getTime() <= CLAIM_LIMIT.toMillis()) {
            return new Claim.InProgress();
        }
        // Only as it was seen: another node may ask at the same time, or the first may finish after all.
        var asSeen = Filters.and(
                Filters.eq(known.get("_id")),
                Filters.eq(CLAIM_ID, known.getString(CLAIM_ID)),
                Filters.exists(RECEIPT, false));
        var mine = Updates.combine(Updates.set(CLAIM_ID, UUID.randomUUID().toString()), Updates.set(CLAIMED_AT, now));
        return collection.updateOne(asSeen, mine).getMatchedCount() == 1
                ? new Claim.Orphaned(known.getString(AGGREGATE_ID))
                : new Claim.InProgress();
    }

    @Override
    public void complete(String scopeKey, Receipt receipt) {
        var outcome = new Document(RECEIPT_ID, receipt.id())
                .append(VERSION, receipt.version())
                .append(POSITION, receipt.position());
        note(() -> collection.updateOne(Filters.eq(scopeKey), Updates.set(RECEIPT, outcome)));
    }

    @Override
    public void abandon(String scopeKey) {
        // An outcome is never taken back.
        note(() -> collection.deleteOne(Filters.and(Filters.eq(scopeKey), Filters.exists(RECEIPT, false))));
    }

    /** Never fails the command, which is accepted or refused by now. */
    private static void note(Runnable change) {
        try {
            change.run();
        } catch (MongoException failure) {
            LOG.warn("The outcome of a command was not noted; it is settled from the stream when asked for", failure);
        }
    }
}
