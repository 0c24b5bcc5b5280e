package com.avaone.command.kernel.eventstore;

import io.axoniq.axonserver.connector.event.EventChannel;
import io.axoniq.axonserver.grpc.MetaDataValue;
import io.axoniq.axonserver.grpc.event.EventWithToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.jspecify.annotations.Nullable;

/** What Axon Server holds. */
final class AxonServerStoredLog implements StoredLog {

    private static final int PATIENCE_SECONDS = 2;
    private static final int FETCHED_AT_ONCE = 1_000;

    private final Supplier<EventChannel> channel;

    /** @param channel asked for anew each time, because a connection may be another after an outage */
    AxonServerStoredLog(Supplier<EventChannel> channel) {
        this.channel = channel;
    }

    @Override
    public long head() {
        try {
            // The token behind which nothing is yet.
            return channel.get().getLastToken().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new EventStoreException("Axon Server does not tell where its log ends", failure);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    @Override
    public List<Entry> behind(long position, int most) {
        var entries = new ArrayList<Entry>();
        var _ = read(position, head(), event -> {
            entries.add(entry(event));
            return entries.size() < most;
        });
        return entries;
    }

    /** There is no way to single events: every one between the first and the last is read. */
    @Override
    public List<Entry> at(List<Long> positions) {
        var wanted = new HashSet<>(positions);
        var entries = new ArrayList<Entry>();
        if (!positions.isEmpty()) {
            var all = read(positions.getFirst() - 1, Math.min(positions.getLast(), head()), event -> {
                if (wanted.contains(event.getToken())) {
                    entries.add(entry(event));
                }
                return true;
            });
            if (!all) {
                // What it did not send in time is not to be taken for what is not there.
                throw new EventStoreException("Axon Server does not send the events of its log");
            }
        }
        return entries;
    }

    /**
     * Reads on until the reader has enough, or nothing comes in time.
     *
     * @return whether it came to {@code until}
     */
    private boolean read(long behind, long until, Predicate<EventWithToken> reader) {
        try (var stream = channel.get().openStream(behind, FETCHED_AT_ONCE)) {
            for (var last = behind; last < until; ) {
                var next = stream.nextIfAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null || !reader.test(next)) {
                    return false;
                }
                last = next.getToken();
            }
            return true;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static EventStoreException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new EventStoreException("Interrupted while reading events", interrupted);
    }

    static Entry entry(EventWithToken tokened) {
        var event = tokened.getEvent();
        var metadata = new HashMap<String, String>();
        event.getMetaDataMap().forEach((key, value) -> {
            var text = text(value);
            if (text != null) {
                metadata.put(key, text);
            }
        });
        var aggregateId = absentIfEmpty(event.getAggregateIdentifier());
        return new Entry(
                tokened.getToken(),
                event.getMessageIdentifier(),
                Instant.ofEpochMilli(event.getTimestamp()),
                event.getPayload().getType(),
                absentIfEmpty(event.getPayload().getRevision()),
                aggregateId,
                aggregateId == null ? null : absentIfEmpty(event.getAggregateType()),
                event.getAggregateSequenceNumber(),
                metadata,
                event.getPayload().getData().toByteArray());
    }

    /** Every value is a text; if one ever is not, it is told as JSON writes it. */
    private static @Nullable String text(MetaDataValue value) {
        return switch (value.getDataCase()) {
            case TEXT_VALUE -> value.getTextValue();
            case NUMBER_VALUE -> Long.toString(value.getNumberValue());
            case BOOLEAN_VALUE -> Boolean.toString(value.getBooleanValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BYTES_VALUE -> value.getBytesValue().getData().toStringUtf8();
            case DATA_NOT_SET -> null;
        };
    }

    /** A message of Axon Server has an empty text where nothing is. */
    private static @Nullable String absentIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
