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
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
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

    @Override
    public Map<String, Secret> all(String kind) {
        return held.entrySet().stream()
                .filter(entry -> entry.getKey().kind().equals(kind))
                .collect(Collectors.toMap(entry -> entry.getKey().subjectId(), Map.Entry::getValue));
    }

    @Override
    public Optional<Secret> find(String kind, String subjectId) {
        var known = get(kind, subjectId);
        return known.isPresent() ? known : ask(kind, subjectId);
    }

    // Writing and following exclude each other, so that an older state never comes after a newer one.

    private synchronized Optional<Secret> ask(String kind, String subjectId) {
        var found =
                collection.find(Filters.eq(MongoDocuments.id(kind, subjectId))).first();
        if (found != null) {
            hold(found);
        }
        return get(kind, subjectId);
    }

    @Override
    public synchronized void put(String kind, String subjectId, Secret secret) {
        MongoDocuments.put(collection, document(kind, subjectId, secret));
        held.put(new VaultKey(kind, subjectId), secret);
    }

    @Override
    public synchronized Secret putIfAbsent(String kind, String subjectId, Secret secret) {
        while (true) {
            var document = document(kind, subjectId, secret);
            if (MongoDocuments.insert(collection, document)
                    || replaced(kind, subjectId, Filters.exists(SECRET, false), document)) {
                held.put(new VaultKey(kind, subjectId), secret);
                return secret;
            }
            var there = ask(kind, subjectId);
            if (there.isPresent()) {
                return there.get();
            }
            // Removed in between: try again.
        }
    }

    @Override
    public synchronized boolean replace(String kind, String subjectId, Secret earlier, Secret secret) {
        var asSeen = Filters.eq(SECRET, earlier.reveal());
        if (replaced(kind, subjectId, asSeen, document(kind, subjectId, secret))) {
            held.put(new VaultKey(kind, subjectId), secret);
            return true;
        }
        ask(kind, subjectId);
        return false;
    }

    private boolean replaced(String kind, String subjectId, Bson asSeen, Document document) {
        var sameId = Filters.eq(MongoDocuments.id(kind, subjectId));
        return collection.replaceOne(Filters.and(sameId, asSeen), document).getMatchedCount() == 1;
    }

    @Override
    public void erase(String kind, String subjectId, Secret mark) {
        put(kind, subjectId, mark);
    }

    @Override
    public synchronized void remove(String kind, String subjectId) {
        // A mark without the secret, by which the other nodes see that it is gone.
        MongoDocuments.put(collection, document(kind, subjectId).append(REMOVED_AT, new Date()));
        held.remove(new VaultKey(kind, subjectId));
    }

    private static Document document(String kind, String subjectId, Secret secret) {
        return document(kind, subjectId).append(SECRET, secret.reveal());
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
            hold(found);
        }
        followedUntil = now;
    }

    private void hold(Document found) {
        var key = new VaultKey(found.getString(KIND), found.getString(SUBJECT_ID));
        var secret = found.getString(SECRET);
        if (secret == null) {
            held.remove(key);
        } else {
            held.put(key, new Secret(secret));
        }
    }

    void close() {
        follower.shutdownNow();
    }
}
