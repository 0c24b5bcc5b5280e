package com.avaone.command.kernel.eventstore;

import static org.axonframework.eventhandling.EventUtils.asDomainEventMessage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.BatchingEventStorageEngine;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events and snapshots in a {@link SqliteStore}. Events are on the disk when {@code appendEvents} returns, and are no part of the
 * caller's unit of work afterwards: a later failure does not take them back, exactly as on Axon Server. One writer leaves no gaps in the
 * positions, so the tracking token is one number, as Axon Server's is.
 */
public final class SqliteEventStorageEngine extends BatchingEventStorageEngine {

    private static final int BATCH = 256;

    private static final String COLUMNS =
            "aggregate_id, version, aggregate_type, event_id, recorded_at, name, revision, payload, metadata";

    private static final String INSERT_EVENT =
            "INSERT INTO event (" + COLUMNS + ", position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String INSERT_SNAPSHOT = "INSERT INTO snapshot (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (aggregate_id) DO UPDATE SET version = excluded.version,"
            + " aggregate_type = excluded.aggregate_type, event_id = excluded.event_id, recorded_at = excluded.recorded_at,"
            + " name = excluded.name, revision = excluded.revision, payload = excluded.payload, metadata = excluded.metadata"
            + " WHERE excluded.version >= snapshot.version";

    private static final String EVENTS_AFTER =
            "SELECT " + COLUMNS + ", position FROM event WHERE position > ? ORDER BY position LIMIT ?";

    private static final String EVENTS_OF_AGGREGATE = "SELECT " + COLUMNS
            + ", position FROM event WHERE aggregate_id = ? AND version >= ? ORDER BY version LIMIT ?";

    private final SqliteStore store;
    private final RecentEvents recent = new RecentEvents();

    /**
     * @param store the file, which stays the caller's to close
     * @param eventSerializer writes and reads events and snapshots, under names that are stored for ever
     * @param upcasters turn old revisions into present ones when they are read
     * @param snapshots which snapshots may be used
     */
    public SqliteEventStorageEngine(
            SqliteStore store, Serializer eventSerializer, EventUpcaster upcasters, SnapshotFilter snapshots) {
        super(new Settings()
                .eventSerializer(eventSerializer)
                .snapshotSerializer(eventSerializer)
                .upcasterChain(upcasters)
                .snapshotFilter(snapshots)
                .persistenceExceptionResolver(SqliteErrors::isUniqueViolation)
                .batchSize(BATCH));
        this.store = store;
    }

    private static final class Settings extends Builder {

        @Override
        public Settings eventSerializer(Serializer serializer) {
            super.eventSerializer(serializer);
            return this;
        }
    }

    /** Serialized by the caller so that the writer only writes. */
    private static StoredEvent stored(DomainEventMessage<?> event, Serializer serializer) {
        var payload = event.serializePayload(serializer, byte[].class);
        var metadata = event.serializeMetaData(serializer, byte[].class);
        return stored(
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                event.getType(),
                event.getIdentifier(),
                event.getTimestamp().toEpochMilli(),
                payload.getType().getName(),
                payload.getType().getRevision(),
                payload.getData(),
                metadata.getData());
    }

    private static StoredEvent stored(
            String aggregateId,
            long version,
            @Nullable String aggregateType,
            String eventId,
            long recordedAt,
            String name,
            @Nullable String revision,
            byte[] payload,
            byte[] metadata) {
        return new StoredEvent(
                // An event that no aggregate published is stored under its own identifier.
                eventId.equals(aggregateId) ? null : aggregateId,
                version,
                aggregateType,
                eventId,
                Instant.ofEpochMilli(recordedAt),
                name,
                revision,
                payload,
                metadata);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        var appended = new ArrayList<StoredEvent>(events.size());
        for (var event : events) {
            appended.add(stored(asDomainEventMessage(event), serializer));
        }
        try {
            AppendedPosition.note(store.write(transaction -> insert(transaction, appended), appended.size() == 1));
        } catch (SQLException failure) {
            handlePersistenceException(failure, events.getFirst());
        }
    }

    private Long insert(Transaction transaction, List<StoredEvent> events) throws SQLException {
        var statement = transaction.of(INSERT_EVENT);
        for (var event : events) {
            var position = transaction.nextPosition();
            bind(event, statement);
            statement.setLong(10, position);
            statement.executeUpdate();
            // Before anybody can see the event.
            store.absent().add(event.storedUnder());
            recent.put(tracked(position, event));
        }
        return transaction.position();
    }

    /** Binds the columns in the order of {@link #COLUMNS}. */
    private static void bind(StoredEvent event, PreparedStatement statement) throws SQLException {
        statement.setString(1, event.storedUnder());
        statement.setLong(2, event.getSequenceNumber());
        statement.setString(3, event.getType());
        statement.setString(4, event.getEventIdentifier());
        statement.setLong(5, event.getTimestamp().toEpochMilli());
        statement.setString(6, event.name());
        statement.setString(7, event.revision());
        statement.setBytes(8, event.payload());
        statement.setBytes(9, event.metadata());
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer serializer) {
        var stored = stored(snapshot, serializer);
        try {
            store.write(
                    transaction -> {
                        var statement = transaction.of(INSERT_SNAPSHOT);
                        bind(stored, statement);
                        return statement.executeUpdate();
                    },
                    true);
        } catch (SQLException failure) {
            handlePersistenceException(failure, snapshot);
        }
    }

    @Override
    protected List<? extends TrackedEventData<?>> fetchTrackedEvents(@Nullable TrackingToken last, int batchSize) {
        var after = positionOf(last);
        var head = store.head();
        if (after >= head) {
            return List.of(); // caught up: no need to ask
        }
        var atHand = recent.between(after, Math.min(head, after + batchSize));
        if (atHand.isPresent()) {
            return atHand.get();
        }
        return store.read(
                statements -> statements.all(EVENTS_AFTER, SqliteEventStorageEngine::readTracked, after, batchSize));
    }

    /** With their positions, so that an aggregate can be told as of a position of the log. */
    @Override
    protected List<? extends DomainEventData<?>> fetchDomainEvents(
            String aggregateId, long firstVersion, int batchSize) {
        return store.read(statements -> statements.all(
                EVENTS_OF_AGGREGATE, SqliteEventStorageEngine::readTracked, aggregateId, firstVersion, batchSize));
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String aggregateId) {
        return store
                .read(statements -> statements.first(
                        "SELECT " + COLUMNS + " FROM snapshot WHERE aggregate_id = ?",
                        SqliteEventStorageEngine::read,
                        aggregateId))
                .stream();
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateId) {
        if (isAbsent(aggregateId)) {
            return Optional.empty();
        }
        return store.read(statements -> statements.first(
                "SELECT version FROM event WHERE aggregate_id = ? ORDER BY version DESC LIMIT 1",
                row -> row.getLong(1),
                aggregateId));
    }

    /** Before the first event. */
    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(0);
    }

    /** After the last event. */
    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(head());
    }

    /** Before the first event that was recorded at or after {@code instant}. Reads all events before it: not for every request. */
    @Override
    public TrackingToken createTokenAt(Instant instant) {
        var first = store.read(statements -> statements.first(
                "SELECT position FROM event WHERE recorded_at >= ? ORDER BY position LIMIT 1",
                row -> row.getLong(1),
                instant.toEpochMilli()));
        return new GlobalSequenceTrackingToken(
                first.map(position -> position - 1).orElseGet(this::head));
    }

    /** Whether no event of this aggregate is stored, for sure. */
    boolean isAbsent(String aggregateId) {
        return store.absent().contains(aggregateId);
    }

    /** As {@link SqliteStore#head}. */
    public long head() {
        return store.head();
    }

    /** As {@link SqliteStore#onCommit}. */
    public AutoCloseable onCommit(Runnable listener) {
        return store.onCommit(listener);
    }

    /** The position in a token: how far it has read in any case, 0 for none. */
    static long positionOf(@Nullable TrackingToken token) {
        return token == null ? 0 : token.position().orElse(0);
    }

    private static StoredEvent read(ResultSet row) throws SQLException {
        return stored(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getBytes(8),
                row.getBytes(9));
    }

    private static TrackedDomainEventData<byte[]> readTracked(ResultSet row) throws SQLException {
        return tracked(row.getLong(10), read(row));
    }

    private static TrackedDomainEventData<byte[]> tracked(long position, StoredEvent event) {
        return new TrackedDomainEventData<>(new GlobalSequenceTrackingToken(position), event);
    }
}
