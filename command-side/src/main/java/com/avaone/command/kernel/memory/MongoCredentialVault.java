package com.avaone.command.kernel.memory;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets as documents, and all of them in memory. What another node changes is seen here within {@link #FOLLOW_EVERY}; while MongoDB is
 * away, reading goes on with what is held.
 */
final class MongoCredentialVault implements CredentialVault {

    private static final Logger LOG = LoggerFactory.getLogger(MongoCredentialVault.class);

    private static final Duration FOLLOW_EVERY = Duration.ofSeconds(1);

    /** By how much the nodes' clocks may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** How long a removed secret leaves a mark behind; a node that could not follow for longer must be restarted. */
    private static final Duration MARK_KEPT_FOR = Duration.ofDays(30);

    private static final String KIND = "kind";
    private static final String SUBJECT_ID = "subjectId";
    private static final String SECRET = "secret";
    private static final String CHANGED_AT = "changedAt";
    private static final String REMOVED_AT = "removedAt";

    private final MongoCollection<Document> collection;
    private final Map<VaultKey, Secret> held = new ConcurrentHashMap<>();
    private final ScheduledExecutorService follower = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("credential-vault").daemon(true).factory());

    /** Everything that was changed before is held; guarded by this. */
    private Instant followedUntil = Instant.EPOCH;

    MongoCredentialVault(MongoCollection<Document> collection) {
        this.collection = collection;
        collection.createIndex(Indexes.ascending(CHANGED_AT));
        collection.createIndex(
                Indexes.ascending(REMOVED_AT),
                new IndexOptions().expireAfter(MARK_KEPT_FOR.toSeconds(), TimeUnit.SECONDS));
        follow();
        follower.scheduleWithFixedDelay(
                this::followQuietly, FOLLOW_EVERY.toMillis(), FOLLOW_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Optional<Secret> get(String kind, String subjectId) {
        return Optional.ofNullable(held.get(new VaultKey(kind, subjectId)));
    }

    // Writing and following exclude each other, so that an older state never comes after a newer one.

    @Override
    public synchronized void put(String kind, String subjectId, Secret secret) {
        MongoDocuments.put(collection, document(kind, subjectId).append(SECRET, secret.reveal()));
        held.put(new VaultKey(kind, subjectId), secret);
    }

    @Override
    public synchronized void remove(String kind, String subjectId) {
        // A mark without the secret, by which the other nodes see that it is gone.
        MongoDocuments.put(collection, document(kind, subjectId).append(REMOVED_AT, new Date()));
        held.remove(new VaultKey(kind, subjectId));
    }

    private static Document document(String kind, String subjectId) {
        return new Document("_id", MongoDocuments.id(kind, subjectId))
                .append(KIND, kind)
                .append(SUBJECT_ID, subjectId)
                .append(CHANGED_AT, new Date());
    }

    private void followQuietly() {
        try {
            follow();
        } catch (MongoException failure) {
            LOG.warn("The credential vault goes on with what it holds: {}", failure.getMessage());
        }
    }

    /** Reads what was changed since the last time. */
    private synchronized void follow() {
        var now = Instant.now();
        var since = Date.from(followedUntil.equals(Instant.EPOCH) ? followedUntil : followedUntil.minus(CLOCK_SKEW));
        for (var found : collection.find(Filters.gte(CHANGED_AT, since))) {
            var key = new VaultKey(found.getString(KIND), found.getString(SUBJECT_ID));
            var secret = found.getString(SECRET);
            if (secret == null) {
                held.remove(key);
            } else {
                held.put(key, new Secret(secret));
            }
        }
        followedUntil = now;
    }

    void close() {
        follower.shutdownNow();
    }
}
