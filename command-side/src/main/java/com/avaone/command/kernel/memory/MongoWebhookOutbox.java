package com.avaone.command.kernel.memory;

import com.avaone.api.feed.FeedPoint;
import com.avaone.api.webhook.DeliveryState;
import com.avaone.api.webhook.WebhookDelivery;
import com.avaone.api.webhook.WebhookId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints, deliveries and sequences that are behind, each as documents. Nothing spans two documents here, so what an endpoint has reached
 * is written after what still waits of it.
 */
final class MongoWebhookOutbox implements WebhookOutbox {

    private static final String ID = "_id";
    private static final String WEBHOOK_ID = "webhookId";
    private static final String COUNT = "count";
    private static final String DIGEST = "digest";
    private static final String REACHED = "reached";
    private static final String FAILING_SINCE = "failingSince";
    private static final String REST_UNTIL = "restUntil";
    private static final String VERSION = "version";
    private static final String OWNER = "owner";
    private static final String OWNED_UNTIL = "ownedUntil";
    private static final String DELIVERY_ID = "deliveryId";
    private static final String POSITION = "position";
    private static final String TYPE = "type";
    private static final String AGGREGATE_ID = "aggregateId";
    private static final String STATE = "state";
    private static final String ATTEMPTS = "attempts";
    private static final String LAST_ATTEMPT_AT = "lastAttemptAt";
    private static final String STATUS = "status";
    private static final String PROBLEM = "problem";
    private static final String MILLISECONDS = "milliseconds";
    private static final String NEXT_ATTEMPT_AT = "nextAttemptAt";
    private static final String SEQUENCE = "sequence";

    private static final Date LONG_AGO = new Date(0);

    private final MongoCollection<Document> endpoints;
    private final MongoCollection<Document> deliveries;
    private final MongoCollection<Document> behind;

    MongoWebhookOutbox(
            MongoCollection<Document> endpoints,
            MongoCollection<Document> deliveries,
            MongoCollection<Document> behind) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.behind = behind;
        endpoints.createIndex(Indexes.ascending(OWNER));
        var ifAny = new IndexOptions().partialFilterExpression(Filters.exists(NEXT_ATTEMPT_AT));
        deliveries.createIndex(Indexes.ascending(NEXT_ATTEMPT_AT), ifAny);
        deliveries.createIndex(Indexes.ascending(WEBHOOK_ID, NEXT_ATTEMPT_AT), ifAny);
        deliveries.createIndex(Indexes.ascending(WEBHOOK_ID, LAST_ATTEMPT_AT, DELIVERY_ID));
        deliveries.createIndex(Indexes.ascending(WEBHOOK_ID, STATE, LAST_ATTEMPT_AT, DELIVERY_ID));
        deliveries.createIndex(Indexes.ascending(STATE, LAST_ATTEMPT_AT));
        behind.createIndex(Indexes.ascending(WEBHOOK_ID));
    }

    @Override
    public Optional<Endpoint> take(WebhookId webhookId, String owner, Instant now, Instant until, long since) {
        var taken = take(webhookId, owner, now, until);
        if (taken.isPresent()) {
            return taken;
        }
        var isNew = MongoDocuments.insert(
                endpoints,
                new Document(ID, webhookId.value())
                        .append(POSITION, since)
                        .append(COUNT, 0L)
                        .append(DIGEST, FeedPoint.NOTHING)
                        .append(REACHED, since)
                        .append(VERSION, 0L)
                        .append(OWNER, "")
                        .append(OWNED_UNTIL, LONG_AGO));
        return isNew ? take(webhookId, owner, now, until) : Optional.empty();
    }

    private Optional<Endpoint> take(WebhookId webhookId, String owner, Instant now, Instant until) {
        var taken = endpoints.findOneAndUpdate(
                Filters.and(
                        Filters.eq(webhookId.value()),
                        Filters.or(Filters.eq(OWNER, owner), Filters.lte(OWNED_UNTIL, Date.from(now)))),
                Updates.combine(
                        Updates.set(OWNER, owner),
                        Updates.set(OWNED_UNTIL, Date.from(until)),
                        Updates.inc(VERSION, 1L)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(taken).map(MongoWebhookOutbox::endpoint);
    }

    private static Endpoint endpoint(Document found) {
        return new Endpoint(
                new WebhookId(found.getString(ID)),
                new FeedPoint(found.getLong(POSITION), found.getLong(COUNT), found.getString(DIGEST)),
                found.getLong(REACHED),
                instant(found, FAILING_SINCE),
                instant(found, REST_UNTIL),
                found.getLong(VERSION));
    }

    private static @Nullable Instant instant(Document found, String name) {
        var date = found.getDate(name);
        return date == null ? null : date.toInstant();
    }

    private static Bson set(String name, @Nullable Instant instant) {
        return instant == null ? Updates.unset(name) : Updates.set(name, Date.from(instant));
    }

    @Override
    public void release(String owner) {
        endpoints.updateMany(Filters.eq(OWNER, owner), Updates.set(OWNED_UNTIL, LONG_AGO));
    }

    @Override
    public Optional<Endpoint> save(Endpoint endpoint, Changes changes) {
        var asRead = Filters.and(Filters.eq(endpoint.webhookId().value()), Filters.eq(VERSION, endpoint.version()));
        if (endpoints.find(asRead).projection(Projections.include(ID)).first() == null) {
            return Optional.empty();
        }
        // Also what waits from now on: of several deliveries of a sequence some may be stored when this ends halfway.
        var heldUp = new HashMap<String, Long>();
        for (var delivery : changes.deliveries()) {
            if (delivery.state() == DeliveryState.WAITING) {
                var aggregateId = delivery.aggregateId();
                heldUp.put(aggregateId == null ? NO_AGGREGATE : aggregateId, delivery.position() - 1);
            }
        }
        heldUp.putAll(changes.behind());
        put(endpoint.webhookId(), heldUp);
        put(changes.deliveries());
        var saved = endpoints.findOneAndUpdate(
                asRead,
                Updates.combine(
                        Updates.set(POSITION, endpoint.point().position()),
                        Updates.set(COUNT, endpoint.point().count()),
                        Updates.set(DIGEST, endpoint.point().digest()),
                        Updates.set(REACHED, endpoint.reached()),
                        set(FAILING_SINCE, endpoint.failingSince()),
                        set(REST_UNTIL, endpoint.restUntil()),
                        Updates.inc(VERSION, 1L)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (saved == null) {
            return Optional.empty();
        }
        var caughtUp = new HashSet<>(changes.caughtUp());
        caughtUp.addAll(heldUp.keySet());
        caughtUp.removeAll(changes.behind().keySet());
        if (!caughtUp.isEmpty()) {
            behind.deleteMany(Filters.in(
                    ID,
                    caughtUp.stream()
                            .map(sequence -> id(endpoint.webhookId(), sequence))
                            .toList()));
        }
        return Optional.of(endpoint(saved));
    }

    private static String id(WebhookId webhookId, String rest) {
        return webhookId.value() + ' ' + rest;
    }

    private void put(WebhookId webhookId, Map<String, Long> positions) {
        if (positions.isEmpty()) {
            return;
        }
        behind.bulkWrite(positions.entrySet().stream()
                .map(entry -> replacing(new Document(ID, id(webhookId, entry.getKey()))
                        .append(WEBHOOK_ID, webhookId.value())
                        .append(SEQUENCE, entry.getKey())
                        .append(POSITION, entry.getValue())))
                .toList());
    }

    private void put(Collection<WebhookDelivery> changed) {
        if (!changed.isEmpty()) {
            deliveries.bulkWrite(changed.stream()
                    .map(delivery -> replacing(document(delivery)))
                    .toList());
        }
    }

    private static ReplaceOneModel<Document> replacing(Document document) {
        return new ReplaceOneModel<>(Filters.eq(document.get(ID)), document, new ReplaceOptions().upsert(true));
    }

    private static Document document(WebhookDelivery delivery) {
        var document = new Document(ID, id(delivery.webhookId(), delivery.deliveryId()))
                .append(WEBHOOK_ID, delivery.webhookId().value())
                .append(DELIVERY_ID, delivery.deliveryId())
                .append(POSITION, delivery.position())
                .append(TYPE, delivery.type())
                .append(AGGREGATE_ID, delivery.aggregateId())
                .append(STATE, delivery.state().name())
                .append(ATTEMPTS, delivery.attempts())
                .append(LAST_ATTEMPT_AT, Date.from(delivery.lastAttemptAt()))
                .append(STATUS, delivery.status())
                .append(PROBLEM, delivery.problem())
                .append(MILLISECONDS, delivery.milliseconds());
        if (delivery.nextAttemptAt() != null) {
            document.append(NEXT_ATTEMPT_AT, Date.from(delivery.nextAttemptAt()));
        }
        return document;
    }

    @Override
    public void moved(Collection<Endpoint> moved) {
        endpoints.bulkWrite(moved.stream()
                .map(endpoint -> new UpdateOneModel<Document>(
                        Filters.and(Filters.eq(endpoint.webhookId().value()), Filters.eq(VERSION, endpoint.version())),
                        Updates.combine(
                                Updates.set(POSITION, endpoint.point().position()),
                                Updates.set(REACHED, endpoint.reached()))))
                .toList());
    }

    @Override
    public Map<WebhookId, Endpoint> endpoints(Collection<WebhookId> webhookIds) {
        var found = new HashMap<WebhookId, Endpoint>();
        endpoints
                .find(Filters.in(ID, values(webhookIds)))
                .map(MongoWebhookOutbox::endpoint)
                .forEach(endpoint -> found.put(endpoint.webhookId(), endpoint));
        return found;
    }

    private static List<String> values(Collection<WebhookId> webhookIds) {
        return webhookIds.stream().map(WebhookId::value).toList();
    }

    @Override
    public Map<String, Long> waiting(WebhookId webhookId) {
        var positions = new HashMap<String, Long>();
        deliveries
                .find(inState(webhookId, DeliveryState.WAITING))
                .projection(Projections.include(AGGREGATE_ID, POSITION))
                .forEach(found -> {
                    var aggregateId = found.getString(AGGREGATE_ID);
                    positions.put(aggregateId == null ? NO_AGGREGATE : aggregateId, found.getLong(POSITION));
                });
        return positions;
    }

    private static Bson inState(WebhookId webhookId, DeliveryState state) {
        return Filters.and(Filters.eq(WEBHOOK_ID, webhookId.value()), Filters.eq(STATE, state.name()));
    }

    @Override
    public Map<String, Long> behind(WebhookId webhookId) {
        var positions = new HashMap<String, Long>();
        behind.find(Filters.eq(WEBHOOK_ID, webhookId.value()))
                .forEach(found -> positions.put(found.getString(SEQUENCE), found.getLong(POSITION)));
        return positions;
    }

    @Override
    public List<WebhookDelivery> due(WebhookId webhookId, Instant now, int limit) {
        return deliveries
                .find(Filters.and(
                        Filters.eq(WEBHOOK_ID, webhookId.value()),
                        Filters.exists(NEXT_ATTEMPT_AT),
                        Filters.lte(NEXT_ATTEMPT_AT, Date.from(now))))
                .sort(Sorts.ascending(NEXT_ATTEMPT_AT))
                .limit(limit)
                .map(MongoWebhookOutbox::delivery)
                .into(new ArrayList<>());
    }

    private static WebhookDelivery delivery(Document found) {
        return new WebhookDelivery(
                new WebhookId(found.getString(WEBHOOK_ID)),
                found.getString(DELIVERY_ID),
                found.getLong(POSITION),
                found.getString(TYPE),
                found.getString(AGGREGATE_ID),
                DeliveryState.valueOf(found.getString(STATE)),
                found.getInteger(ATTEMPTS),
                found.getDate(LAST_ATTEMPT_AT).toInstant(),
                found.getInteger(STATUS),
                found.getString(PROBLEM),
                found.getLong(MILLISECONDS),
                instant(found, NEXT_ATTEMPT_AT));
    }

    @Override
    public Set<WebhookId> anyDue(Instant now) {
        var due = new LinkedHashSet<WebhookId>();
        behind.distinct(WEBHOOK_ID, String.class).map(WebhookId::new).into(due);
        deliveries
                .distinct(
                        WEBHOOK_ID,
                        Filters.and(Filters.exists(NEXT_ATTEMPT_AT), Filters.lte(NEXT_ATTEMPT_AT, Date.from(now))),
                        String.class)
                .map(WebhookId::new)
                .into(due);
        return due;
    }

    @Override
    public Map<WebhookId, Counts> counts(Collection<WebhookId> webhookIds) {
        var counts = new HashMap<WebhookId, Counts>();
        for (var state : List.of(DeliveryState.WAITING, DeliveryState.DEAD)) {
            deliveries
                    .aggregate(List.of(
                            Aggregates.match(Filters.and(
                                    Filters.in(WEBHOOK_ID, values(webhookIds)), Filters.eq(STATE, state.name()))),
                            Aggregates.group("$" + WEBHOOK_ID, Accumulators.sum(COUNT, 1))))
                    .forEach(found -> counts.merge(
                            new WebhookId(found.getString(ID)),
                            Counts.NONE.with(state, found.getInteger(COUNT)),
                            (one, other) -> new Counts(one.waiting(), other.dead())));
        }
        return counts;
    }

    @Override
    public List<WebhookDelivery> newest(
            WebhookId webhookId, @Nullable DeliveryState state, @Nullable Place before, int limit) {
        var filters = new ArrayList<Bson>();
        filters.add(Filters.eq(WEBHOOK_ID, webhookId.value()));
        if (state != null) {
            filters.add(Filters.eq(STATE, state.name()));
        }
        if (before != null) {
            filters.add(behind(before));
        }
        return deliveries
                .find(Filters.and(filters))
                .sort(Sorts.descending(LAST_ATTEMPT_AT, DELIVERY_ID))
                .limit(limit)
                .map(MongoWebhookOutbox::delivery)
                .into(new ArrayList<>());
    }

    private static Bson behind(Place place) {
        var at = Date.from(place.lastAttemptAt());
        return Filters.or(
                Filters.lt(LAST_ATTEMPT_AT, at),
                Filters.and(Filters.eq(LAST_ATTEMPT_AT, at), Filters.lt(DELIVERY_ID, place.deliveryId())));
    }

    @Override
    public Optional<WebhookDelivery> delivery(WebhookId webhookId, String deliveryId) {
        return Optional.ofNullable(
                        deliveries.find(Filters.eq(id(webhookId, deliveryId))).first())
                .map(MongoWebhookOutbox::delivery);
    }

    @Override
    public void resend(WebhookId webhookId, String deliveryId, Instant now) {
        deliveries.updateOne(Filters.eq(id(webhookId, deliveryId)), Updates.set(NEXT_ATTEMPT_AT, Date.from(now)));
    }

    @Override
    public void recover(WebhookId webhookId, long since) {
        // First, so that a crash behind it leaves too much to send and not too little.
        var begun = endpoints.updateOne(
                Filters.and(Filters.eq(webhookId.value()), Filters.gte(REACHED, since)),
                Updates.combine(
                        Updates.set(POSITION, since),
                        Updates.set(COUNT, 0L),
                        Updates.set(DIGEST, FeedPoint.NOTHING),
                        Updates.set(REACHED, since),
                        Updates.unset(REST_UNTIL),
                        Updates.inc(VERSION, 1L)));
        if (begun.getMatchedCount() == 1) {
            deliveries.deleteMany(Filters.and(inState(webhookId, DeliveryState.WAITING), Filters.gt(POSITION, since)));
            behind.deleteMany(Filters.and(Filters.eq(WEBHOOK_ID, webhookId.value()), Filters.gte(POSITION, since)));
        }
    }

    @Override
    public void forget(WebhookId webhookId) {
        endpoints.deleteOne(Filters.eq(webhookId.value()));
        deliveries.deleteMany(Filters.eq(WEBHOOK_ID, webhookId.value()));
        behind.deleteMany(Filters.eq(WEBHOOK_ID, webhookId.value()));
    }

    @Override
    public int forgetAllBut(WebhookId webhookId, DeliveryState state, int kept) {
        var first = deliveries
                .find(inState(webhookId, state))
                .sort(Sorts.descending(LAST_ATTEMPT_AT, DELIVERY_ID))
                .skip(kept)
                .map(MongoWebhookOutbox::delivery)
                .first();
        if (first == null) {
            return 0;
        }
        var place = new Place(first.lastAttemptAt(), first.deliveryId());
        var forgotten = deliveries.deleteMany(Filters.and(
                inState(webhookId, state), Filters.or(behind(place), Filters.eq(id(webhookId, first.deliveryId())))));
        return Math.toIntExact(forgotten.getDeletedCount());
    }

    @Override
    public int forgetOlder(Instant before, int limit) {
        var old = deliveries
                .find(Filters.and(
                        Filters.eq(STATE, DeliveryState.DELIVERED.name()),
                        Filters.lt(LAST_ATTEMPT_AT, Date.from(before))))
                .projection(Projections.include(ID))
                .limit(limit)
                .map(found -> found.getString(ID))
                .into(new ArrayList<>());
        if (!old.isEmpty()) {
            deliveries.deleteMany(Filters.in(ID, old));
        }
        return old.size();
    }
}
